"""Words that take a claim back, or show that none is made, by kind; English. Entries as in `lexicon`.

hedge: "may", "some people". frame: an illness named as what is treated. pardon: set phrases that look like claims.
debunk: said of what others claim. safely: medicines, with whoever prescribed them. thing: what one may guarantee.
"""

DOUBTS = {
    "hedge": """
        may, might, some people, some patients, some of, some feel, some find, for some, to some, in some,
        some others, some do, some notice, some improve, others do, others feel, others not, others notice,
        sometimes, not everyone, not everybody, not all, not for all, vary, varies, varying, differ,
        differs, different for, depends, unclear, uncertain, unknown, possible, possibly, perhaps, unlikely,
        no promise*, no guarantee*, not a guarantee, not guarantee*, whether, being studied, still studied,
        under study, researchers, research is, research on, study of, study on, studies suggest,
        studies are, studies describe, trial, trials, evidence, aim, aims, we hope, meant to, intended to,
        only a few, not a cure, not help, not work, no treatment, no medicine, not respond*, not responded,
        not helped, not been enough, rate your, ask about, we ask, we measure, we track, score, scores,
        scale, scales, questionnaire*, we talk about, we discuss, until, lab results, test results,
        blood results, how you are doing, how you feel, at all, unless, talk to your, without asking,
        without talking, without speaking, without checking, with your prescriber, your prescriber,
        prescribing doctor, doctor who prescribed, whoever prescribed, before changing, some clients,
        some folks, for certain people
    """,
    "frame": """
        treat, treats, treating, treated, treatment for, treatment of, treatments for, treatment resistant,
        see adults, see people, we see, people with, adults with, patients with, those with, anyone with,
        someone with, persons with, veterans with, clients with, living with, lives with, live with,
        diagnos*, screen*, assess*, evaluat*, histor*, used for, given for, use of, used in, use in, offer,
        offers, offered, offering, provide, provides, provided, specializ*, conditions, condition, such as,
        including, includes, include, off label, approved, criteria, candidate*, refer*, therapist*,
        psychotherap*, counsel*, therapy, groups, group, class, scale*, score*, questionnaire*, tell us,
        tells us, ask, asks, asked, call, 988, 911, crisis, emergency, risk, risks, side effects, can cause,
        can include, can be, can lead, can make, can raise, if you, if your, if a, if someone, if the,
        letter, insurance, cover, covers, covered, bill, billing, price, prices, cost, costs, training,
        trained, board certified, fellowship, certified, physician*, experience, common, before, during,
        first visit, consult*, appointment*, intake, form, forms, medicine for, medicines, medication*,
        talk, talks, explain*, discuss*, learn, about, care for, help with, support for, support, not treat,
        active, unstable, uncontrolled, severe, health care, health savings, mental health, provider*,
        professional*, psychiatr*, substance, abuse, misuse, used to be tied, tied to, linked to,
        infusions for, infusion for, ketamine for, esketamine for, sessions for, indicated, indication,
        worsen*, worse, worsening, feel anxious, common to, procedures, blocks, management, tests, check,
        checks, watch, monitor*, measure*, handle, handles, trata, tratamos, tratar, tratamiento*,
        personas con, adultos con, pacientes con, para la, aprobad*, riesgos, puede, preguntamos, pregunta*,
        evaluamos, evaluacion, seguro, terapia, historial, antecedentes, si usted, si tiene, llame, linea
    """,
    "pardon": """
        permanent address, permanent location, permanent staff, permanent resident*, permanent position,
        permanent job, permanent damage, permanent record*, best way to reach, best reached, best to call,
        do our best, does our best, our level best, at best, your best interest*, best interest*,
        best practice*, best time, best evidence, best answered, best handled, best known, best fit,
        no more than, for life support, for life threatening, life support, life threatening,
        for good reason*, for good measure, certain kinds, new patients, our client portal,
        our client coordinator, our client services, our client advocate, our patient portal,
        our patient coordinator, our patient advocate, time that works, times that work,
        schedule that works, plan that works, day that works, slot that works, hour that works,
        whatever works, what works, free parking, free of charge, cost free, wheelchair lift, chair lift,
        lost and found, lost or stolen, lost items, heart beat, heart beats, in half an hour, half an hour,
        promise* confidential*, permanently closed, good faith, good faith estimate,
        answer to your question*, answer your question*, release form*, releases form*,
        release of information, release of records, rescue equipment, rescue medic*, sound proof,
        free of scent*, latex free, scent free, fragrance free, smoke free, toll free, free wifi, free wi,
        break even, magic mouse, cure time, get better acquainted, chest pain, painful bladder,
        warranted by, as warranted, if warranted, when warranted, where warranted, unless warranted,
        pain scale, pain score*, mood score*, pain level*, pain management, pain medicine, pain physician*,
        pain specialist*, pain fellowship, trauma informed, trauma center, suicide prevention,
        suicide and crisis, success is not, first responder, first responders, promise .. <thing>,
        promise .. call, promise .. back, promise .. answer, promise .. listen, promise .. honest*,
        promise .. tell, no better than, not better than, any better than, better than placebo,
        than placebo, pain clinic*, pain practice*, pain doctor*, ahead of time, ahead of your,
        always working, 24 hours ahead, hours ahead, days ahead, from other clinics, to other clinics,
        with other clinics, at other clinics, of other clinics, by other clinics, and other clinics,
        or other clinics, from other doctors, to other doctors, with other doctors, your other doctors,
        and other doctors, from other providers, with other providers, to other providers,
        your other providers, and other providers, other places of, <thing> .. .. guaranteed,
        guarantee* .. .. <thing>, time .. works for you, times .. work for you, schedule .. works for you,
        plan .. works for you, day .. works for you, slot .. works for you, hour .. works for you,
        whatever works for you, what works for you, budget .. works for you, amount .. works for you,
        work for your schedule, works for your schedule, we hope, hope to, hope that, hope this, hope you,
        hope for, life insurance, benefit from a, benefits, significant other, in the last <num>,
        least <num>, at least, least expensive, natural light, natural daylight, natural sunlight,
        safe ride*, safe room, safe space*, safe place, safe environment, safe setting, safe way, safe to,
        safe for you, you safe, stay safe, feel safe, feels safe, people safe, everyone safe, safe storage,
        safe disposal, safe enough, safe use, safe dose*, safe transport*, safe trip, safe drive,
        safe return, safe driver, safe at home, is it safe, make sure, stored safe*, get back to you,
        nerve relief, cost effective, effective date, effective january, effective june, effective july,
        powerful antiseptic, get back to us, side effects, walk ins, walk in, if i
    """,
    "debunk": """
        selling something, selling you, beware, wary, red flag, red flags, skeptic*, suspicious, misleading,
        too good to be true, snake oil, run the other way, do not believe, should not believe, not honest,
        overpromise*, no honest, is lying, are lying, lying to you, lied to
    """,
    "safely": """
        without asking, without talking, without speaking, without checking, without first,
        without your doctor*, without the doctor, unless your, unless the, talk to your, talk with your,
        speak to your, speak with your, ask your, check with your, your prescriber*, prescribing,
        whoever prescribed, who prescribed, prescriber, prescribers, before changing,
        with your psychiatrist, with your doctor, work with your, works with your, alongside, together with,
        decide together, not a replacement, not a substitute, not replace, keep taking, stay on, hable con,
        consulte, sin hablar, sin consultar, sin preguntar, coordinat*
    """,
    "thing": """
        spot, spots, slot, slots, seat, seats, parking, price, prices, appointment*, privacy, confidential*,
        room, rooms, space, spaces, reservation, booking, bookings, rate, rates, time, place, lunch, coffee
    """,
    "frame_i": """
        train*, see, sees, practic*, opened, open, work, worked, board, answer, dr, doctor, nurse,
        prescrib*, treat, treated, physician, founded, own, run, ran, started, studied, graduate*, license*,
        certified, founder, residency, fellowship, school, served, teach, write, keep, supervise, review,
        check, meet, meets, sit, stay, speak, call, take, give, gave, explain, tell, do not, books, clinic,
        practice, office, team, patients, staff, partner, wife and, husband and, anesthesi*, psychiatr*,
        phone, myself, baby, daughter, dad
    """,
    "sideways": """
        dizz*, drows*, sleepy, nause*, tired, float*, woozy, blurred, blood pressure, heart rate, strange,
        queasy, sick to, lightheaded, light headed, unsteady, groggy, confus*, spacey, detached, dissociat*,
        numb, bladder
    """,
    "framed": """
        ask, asks, asked, mood scale*, about, how your, affect, affects, changes in, check, checks, risk,
        risks, threatening, not understood, understood, research, studies, works on, acts on, receptor*,
        nmda, glutamate, insurance, call, crisis, 988
    """,
    "excluded": """
        not, no, nobody, never, ask, asks, asked, test, tests, tested, tell, call, if, unless, before,
        screen*, check, checks, cannot, excluded, exclude, excludes, refer, referred, studied, unknown,
        menores, ni
    """,
}
