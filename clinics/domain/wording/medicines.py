"""Leaving off medicines that somebody else prescribed, by kind; English. Entries as in `lexicon`."""

MEDICINES = {
    "off": """
        stop taking, stop using, stop your, stop the, stopped taking, stopped all, stopped her, stopped his,
        stopped my, stopped their, stopping, quit, quits, quitting, ditch*, dump*, toss*, throw out,
        throw away, throw .. away, throw .. out, threw out, threw away, threw .. away, threw .. out,
        throwing out, throwing away, thrown, chuck*, trash*, flush*, scrap, scrapped, discard*, pitch,
        get rid of, got rid of, rid of, kiss, goodbye, good bye, bye, get off, gets off, got off,
        getting off, come off, came off, coming off, comes off, go off, went off, going off, been off,
        be off, are off, is off, was off, am off, off all, off of, off their, off your, off her, off his,
        off my, off the, wean*, taper*, cold turkey, no longer need*, no longer take*, no longer on,
        no longer require*, no longer rel*, not need, need not, never need, never take, no need for,
        without the, without your, without pills, without meds, without medication*, without drugs, free of,
        free from, no more, instead of, in place of, replac*, alternative to, done with, through with,
        put down, give up, gave up, giving up, leave behind, leave .. behind, left behind, left .. behind,
        cancel*, fire your, fired her, fired his, fired my, skip, cut out, drop, dropped, dropping,
        lose the, retire your, retired, rip up, tear up, tore up, ween*, hang up, eliminat*, cut back,
        cut down, forget, swap*, trade in, traded, trade, empty, emptied, bid, reduce your, lower your,
        halve your, obsolete, unnecessary, thing of the past, <meds> free, rather than, not pills,
        not drugs, beats, sick of, tired of, off <meds>, stop <meds>, stops <meds>, lay off, laid off,
        past needing, no <meds>, keep you on, without a
    """,
    "meds": """
        pills, pill, meds, medication, medications, medicines, medicine cabinet, your medicine,
        antidepressant*, ssri, ssris, snri, snris, prescription, prescriptions, prescribed, drugs, zoloft,
        prozac, lexapro, wellbutrin, effexor, cymbalta, celexa, paxil, trazodone, abilify, seroquel,
        lithium, xanax, klonopin, ativan, valium, benzo*, opioid*, opiate*, oxycontin, percocet, norco,
        vicodin, hydrocodone, oxycodone, painkiller*, pain killers, sertraline, fluoxetine, escitalopram,
        bupropion, venlafaxine, duloxetine, gabapentin, lyrica, remeron, pristiq, buspar, lamictal,
        methadone, suboxone, psychiatrist, psychiatrists, psychiatry, shrink, pillbox, pill box,
        pill bottle*, refills, refill, pharmacy, topamax, triptan*, tablets, capsules, big pharma
    """,
}
