"""Words that are a claim together with others, by kind; English. `rules` says which ones.

An entry is a word or words, "heal*" all words that begin so, ".." up to three words, "<ill>" a word of the kind "ill".
"""

TOGETHER = {
    "ill": """
        depress*, anxiety, anxious, ptsd, ocd, trauma*, pain, pains, painful, migraine*, headache*,
        fibromyalgia, fibro, crps, rsd, neuropath*, neuralgia, sciatica, bipolar, suicid*, addict*,
        alcoholism, craving*, insomnia, nightmare*, sleepless, flashback*, panic, despair, hopeless*,
        misery, miserable, suffering, sadness, sorrow, gloom, grief, lonely, loneliness, melanchol*,
        darkness, demons, symptom*, illness*, disorder*, disease*, affliction*, ailment*, agony, hurting,
        torment*, burnout, blues, numb, numbness, heartache, hell, dark cloud, dark clouds, black cloud,
        black dog, cloud, clouds, storm, fog, inner critic, sad, unhappy, postpartum, dark thoughts,
        dark days, bad thoughts, urges, drinking, bottle, anguish, aches, ache, hurts, heaviness, chains,
        rut, funk, sickness, worries, battles, struggle, struggles, tears, crying, cry, cries, bad days,
        bad nights, rough patch, low spirits, mulligrubs, nerves, jitters, doldrums, shadows, abyss, pit,
        prison, cage, dependence, dependency, dependent, hooked, habit, withdrawal, trauma, sober, sobriety,
        mental health, chronic, mental, moods, dependencia
    """,
    "woe": """
        stress, worry, fear, fears, anger, tension, fatigue, exhaustion, burden, burdens, scars, wounds,
        weight, dark, hurt
    """,
    "being": """
        life, lives, mind, minds, brain, brains, neuron*, synaps*, neural, nervous system, memories, soul,
        souls, spirit, spirits, mood, moods, yourself, himself, herself, themselves, joy, future, smile,
        smiles, spark, marriage, dreams, chemistry, serotonin, happiness, hope, confidence, old self,
        the real you, wiring, circuits, pathways, nerve, nerves, zest
    """,
    "change": """
        vanish*, disappear*, gone, erase*, erasing, erasure, banish*, eliminat*, eradicat*, destroy*,
        demolish*, annihilat*, obliterat*, extinguish*, extinct, dissolv*, melt, melts, melted, melting,
        evaporat*, reverse, reverses, reversed, reversing, reversal, undo, undoes, conquer*, defeat*,
        overcome, overcame, overcomes, overcoming, vanquish*, crush*, kill, kills, killed, kicked, kick,
        kicks, whip, whips, whipped, lick, licks, licked, zap, zaps, zapped, knocks, knock out, knocked out,
        knock .. out, beat, beats, beating, bust, busts, blast*, smash*, wipe, wipes, wiped, wiping, lifts,
        lifted, lifting, lift your, lift the, lift that, lift <ill>, lift right, ended, ends .. <ill>,
        ends here, end your .. <ill>, end <ill>, end the .. <ill>, ending .. <ill>, end to, end of .. <ill>,
        end of all, fix, fixes, fixing, fixed .. <ill>, fixed my, fixed her, fixed his, fixed me, heal,
        heals, healed, healing, restor*, repair*, rewir*, reset*, reboot*, rebuil*, regain*, reclaim*,
        reviv*, rejuvenat*, rescued, rescues, saved, saves .. <being>, transform*, quiets, quieted,
        quiet the, quiet your, quiet that, silenc*, hush, hushes, shut off, shuts off, shut down,
        shuts down, shut up, shuts up, turn off, turns off, turned off, turning off, switch off,
        switches off, switched off, leave behind, left behind, leave .. behind, left .. behind,
        leaving .. behind, put .. behind, puts .. behind, behind you, behind me, behind them, goodbye,
        good bye, farewell, adios, bye, bye bye, so long, sayonara, see ya, thing of the past, in the past,
        history, no more <ill>, no more .. <ill>, <ill> no more, never again, break free, breaks free,
        broke free, breaking free, set free, sets free, setting free, set you free, sets you free, free you,
        frees, freed, freeing, free of, free from, <ill> free, freedom, liberat*, escape, escapes, escaped,
        escaping, release from, released from, releases you, release you, unchain*, unlock*, unshackl*, rid,
        rids, ridding, shed, sheds, shake off, shakes off, shook off, throw off, cast off, casts off,
        walk away from, walked away from, get past, gets past, get over, gets over, move past, moved past,
        goes away, go away, went away, going away, gone away, fades away, fade away, slips away, slip away,
        drift away, drifts away, washes away, wash away, washed away, takes away, take away, took away,
        taken away, packing, hit the road, out the door, out the window, run off, runs off, ran off,
        run away, chase*, drive out, drives out, drove out, drives away, not come back, never come back,
        never came back, never comes back, never coming back, not coming back, never return, never returns,
        never returned, does not return, not returned, stay away, stays away, stayed away, stays gone,
        stay gone, for good, once and for all, cut in half, cuts .. in half, cut .. in half, cut by,
        in half, halve*, slash, slashes, slashed, relieves, relieved, alleviates, abolish*,
        prevents .. <ill>, stops .. <ill>, stops the .. <ill>, stop your <ill>, stop the <ill>, stop <ill>,
        stopped .. <ill>, quash*, squash*, tame, tames, tamed, outrun, win against, wins, victor*, triumph*,
        nuke, nukes, nuked, snuff*, scrub*, cleanse*, clears .. <ill>, clear away, clears up, cleared up,
        cleared my, turns .. around, turn .. around, turned .. around, brighten*, better days, tackles,
        combats, does not have to, do not have to, need not live, no need to suffer, no reason to suffer,
        stop suffering, stop hurting, stopped hurting, suffer no, suffer no longer, no longer suffer*,
        no longer live, no longer feel*, no longer have, no longer has, no longer haunt*, not haunt*,
        not feel, lose the, lost its, loosens, loosen, loses its, lowers .. <ill>, lowered .. <ill>,
        drops .. <ill>, <ill> .. drops, <ill> .. dropped, <ill> .. plummet*, <ill> .. shrink*,
        reduces .. <ill>, reduced .. <ill>, decreases .. <ill>, eases .. <ill>, eased .. <ill>,
        soothes .. <ill>, improves .. <ill>, <ill> improves, treats successfully, lighter, light again,
        new chapter, stop being, stops being, stopped being, turned into, turns into, turn into, turn that,
        become joy, into joy, into hope, into sunshine, upside down, loses, lose, lost, takes off, take off,
        off your shoulders, off your back, off my, off her, off his, off you, unburden*, lighten*, tear up,
        tears up, shred*, punch*, stomp*, sweep, sweeps, swept, ditch*, dump*, trade, swap*, exit, way out,
        leave it, leave them, leaves you, leave you, let go of, lets go, bury, buried, put to bed,
        put to rest, put to sleep, laid to rest, hushed, forget, forgets, forgotten, outgrow, graduate*,
        lick it, whup*, whoop*, hightail*, skedaddle*, scram, vamoose*, boot, boots, booted, evict*, expel*,
        exorcis*, cast out, purg*, drown*, unstuck, unclench*, numbs, stays down, calls it quits, clean out,
        clean slate, right out, plumb gone, dead in its tracks, in its tracks, can not touch, never bother,
        never bothers, not bother
    """,
    "renewal": """
        change, changes, changed, changing, transform*, restor*, renew*, reset*, reboot*, rewir*, heal,
        heals, healed, healing, saves, saved, saving, save your, rebuil*, reclaim*, turn .. around,
        turns .. around, turned .. around, repair*, fix, fixes, fixed, regrow*, regenerat*, rejuvenat*,
        reviv*, unlock*, rekindl*, reignit*, reawaken*, awaken*, brighten*, lift, lifts, lifted, lifting,
        refresh*, recharg*, give .. back, gives .. back, gave .. back, given back, gives you back,
        get .. back, got .. back, getting .. back, gets .. back, take .. back, taking .. back, want .. back,
        bring .. back, brings .. back, brought .. back, comes back, came back, coming back, return to,
        returns, returned, back, fresh, worth living, again, boost*, rebalance*, balances, correct*,
        upgrade*, begins, starts, start over, deserve*
    """,
    "good": """
        smile*, smiling, laugh*, sleep, sleeps, sleeping, slept, live, lives, living, love, loves, loved,
        loving, enjoy*, dance*, dancing, sing, sings, singing, breathe*, play, plays, playing, hope, hopes,
        hopeful, yourself, myself, himself, herself, themselves, human, whole, alive, normal, happy,
        happiness, joy*, feel, feels, feeling, felt, hug, hugs, hugging, working, whistl*, young, strong,
        function*, shine, shines, sun, be you, garden*, fishing, mother, father, parent, wife, husband,
        life, dream, dreaming, light, colors, color, taste, music, run, running, ride, riding, person,
        morning, mornings
    """,
    "better": """
        better, relief, relieve, relieves, relieved, improvement*, improve, improves, improved, improving,
        remission, recovered, recover fully, full recovery, recovers, fully recover, make a .. recovery,
        results, success, successful*, succeed*, patients respond, people respond, clients respond,
        respond to, response rate, response rates, responded, responders, feel good, feel great, feel happy,
        feel alive, feel whole, feels good, feeling good, feeling great, feel wonderful, feel fantastic,
        feel amazing, happier, happy again, happy patients, happy clients, happy customers, happy people,
        happiness, joy, smile, smiling, smiles, cured, healed, healing, effective*, benefit, benefited,
        satisfied, satisfaction, delighted, transform*, brighter, lighter, feel the difference,
        notice a difference, notice the difference, feel a difference, good as new, well again,
        back to normal, normal again, yourself again, turnaround, would recommend, recommend us, thank us,
        love it, love us, swear by, peace again, works, worked, alive, get well, gets well, got well,
        getting well, symptom free, depression free, pain free, free of <ill>, free from <ill>, gone,
        vanish*, disappear*, halved, melt, melts, melted, cure, cures, heal, heals, lift, lifts, lifted,
        like yourself, like themselves, like himself, like herself, like a new, like new, new person,
        new man, new woman, no longer depressed, not depressed, night and day, change of life, walk out,
        walked out, no pain, lasting, tears of joy, light again, right as rain, fit as a fiddle, chipper,
        bright eyed, on top of the world, cloud nine, calmer, hopeful, a difference, feeling it, feel it,
        kicks in, kick in, take effect, takes effect, life back, lives back, thrive*, thriving, flourish*,
        recover
    """,
    "speed": """
        within <num> .., in <num> minutes, in <num> hours, in <num> days, in <num> weeks, in <num> hour,
        in <num> day, in <num> week, in <num> session, in <num> sessions, in <num> visit, in <num> visits,
        in <num> afternoon, in just, in only, in under, in less than, in as little, as little as,
        in a matter of, in minutes, in hours, in days, in weeks, in mere, within minutes, within hours,
        within days, within weeks, within the hour, within the week, within a, after <num> session,
        after <num> sessions, after <num> visit, after <num> visits, after <num> infusion,
        after <num> infusions, after <num> treatment, after <num> treatments, after <num> dose,
        after <num> doses, after <num> .. session, after <num> .. infusion, after <num> .. treatment,
        after just, after only, after your first, after the first, after their first, after your very first,
        overnight, instant, instantly, immediate, immediately, right away, straight away, same day,
        that very day, fast, faster, fastest, quick, quickly, quicker, quickest, rapid, rapidly, swift*,
        speedy, speedily, promptly, first session, first infusion, first visit, first treatment, first dose,
        first time in, first drip, single session, single infusion, single visit, single treatment,
        single dose, single afternoon, one session, one infusion, one visit, one treatment, one dose,
        one afternoon, one drip, one hour, by the <num> session, by the <num> infusion, by the <num> visit,
        by the <num> treatment, by the end, by tomorrow, by friday, by monday, by sunday, by saturday,
        by dinner*, by lunch*, by suppertime, by supper, by bedtime, by nightfall, by sundown, by christmas,
        before you know it, before dinner, before lunch, before the weekend, before bedtime, in no time,
        blink of an eye, a flash, jiffy, a snap, two shakes, a heartbeat, on the spot, by day <num>,
        by week <num>, day one, minutes not, hours not, days not, weeks not, not weeks, not months,
        not years, tonight, tomorrow, this weekend, next week, next morning, same night, same afternoon,
        lickety split, lightning, faster than, quicker than, sooner than, before the day is, one and done,
        done in
    """,
    "sure": """
        certainty, is certain, are certain, certain to, certainly, definitely, undoubtedly, doubtless,
        surefire, sure fire, sure thing, for sure, without fail, no doubt, without doubt, without a doubt,
        beyond doubt, no question, rest assured, every time, each time, never fail*, can not fail, count on,
        bank on, bet on, rely on, depend on, trust us, trust me, mark my words, take it from us,
        take our word, our word, hand on heart, absolutely, inevitabl*, invariabl*, 100 %, 100 percent,
        hundred percent, will be amazed, shall, will see, always, assured, positively, ironclad
    """,
    "you_will": """
        you will, you shall, will have you, will get you, will make you, will leave you, will give you,
        will put you, will set you, will bring you, help you feel, helps you feel, helping you feel,
        makes you feel, make you feel, leaves you feeling, have you feeling, has you feeling,
        gets you feeling, get you feeling, get you back, gets you back, leave feeling, leaves feeling,
        leave here feeling, go home feeling, wake up feeling, so you can feel, so you can be,
        so you can live, watch your, watch the, feel your, expect, patient will, patient shall,
        patients will, clients will, client shall, start to, starts to, start feeling, begin to,
        begin feeling, you can finally, you can, ready to, want to, time to, want, deserve to, deserve,
        tired of feeling
    """,
    "everyone": """
        most of our, most patients, most people, most clients, most folks, most who, most of the,
        all of our, all our, all patients, all who, nearly all, almost all, nearly every*, almost every*,
        virtually all, virtually every*, vast majority, majority of, the majority, every patient,
        every client, every person, every one of, every single, each patient, each of our, everyone,
        everybody, anyone, anybody, whoever, whatever your, no matter, thousands, hundreds, dozens,
        countless, many of our, many patients, many people, so many, scores of, our patients, our clients,
        our guests, our people, patients report, clients report, people who come, those who come,
        people leave, patients leave, clients leave, people walk, patients walk, people go home,
        any diagnosis, any condition, all ages, all comers, millions, tons of people, overwhelming majority,
        overwhelmingly, lions share, patients are, clients are, veterans are, people get, patients get,
        clients get, nobody leaves, no one leaves, most individuals, most guests, most veterans,
        most of them, individuals, guests
    """,
    "self": """
        i, my, myself, mine, mi, mis, me
    """,
    "somebody": """
        husband, wife, daughter, son, mother, father, sister, brother, grandmother, grandfather, fiance,
        boyfriend, girlfriend, neighbor, neighbour, one patient, one client, one woman, one man, one lady,
        one gentleman, one guest, one of our patients, one of our clients, our patient, our client,
        a client, a customer, customers, a woman who, a man who, a lady, a gentleman, one fellow, one young,
        one gal, one guy, one veteran, one mother, one father, one customer, one marine, one teacher,
        someone who came, a veteran, a marine, a teacher, a nurse from, a mother of, a father of,
        a patient from, a patient who, a patient of, people like, her .. <ill>, his .. <ill>, he was,
        she was, she is, he is, he had, she had, she says, he says
    """,
    "num": """
        one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen, twenty, thirty,
        forty, fifty, sixty, seventy, eighty, ninety, hundred, couple, few, half, single, first, second,
        third, fourth, fifth, sixth, several, an, a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 20, 21, 24,
        30, 40, 45, 48, 60, 72, 90, uno, una, un, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez,
        doce, quince, veinte, noventa, ochenta, setenta, cien, primera, segunda, tercera, pocas, pocos,
        thirteen, fourteen, sixteen, seventeen, eighteen, nineteen, twenties
    """,
    "quantity": """
        <num> %, <num> percent, <num> per cent, <num> por ciento, <num> out of <num>, <num> of <num>,
        <num> in <num>, <num> of every <num>, <num> out of every <num>, <num> in every <num>,
        <num> de cada <num>, <num> for <num>, percent of our, % of our
    """,
    "treatment": """
        ketamine, infusion, infusions, drip, drips, lozenge, lozenges, troche*, our treatment*, our therapy,
        our medicine, this medicine, this treatment, this therapy, stuff, our program, our protocol*,
        our method*, our approach, our chairs, our chair, our spray, la ketamina
    """,
    "effect": """
        <treatment> helps, <treatment> lets, <treatment> makes, <treatment> brings, <treatment> gets,
        <treatment> puts, <treatment> turns, <treatment> frees, <treatment> allows, <treatment> opens,
        <treatment> gives you, <treatment> give you, <treatment> makes you, <treatment> make you,
        <treatment> help you, <treatment> helping, <treatment> deliver, <treatment> delivers,
        <treatment> restores, <treatment> produces, <treatment> ayuda, <treatment> hace,
        <treatment> .. helps, <treatment> .. lets, <treatment> .. brings, <treatment> .. frees,
        <treatment> .. restores, our treatment* helps, our therapy helps, our program helps,
        our approach helps, our method helps, our protocol helps
    """,
    "i": """
        i, my, me, mine, myself, mi, mis
    """,
    "safe": """
        safe, safely and, segura, seguro y, natural
    """,
    "yours": """
        your mind, your mood, your brain, your soul, your spirit, your heart and, your thoughts,
        your feelings, your inner, your nervous system, your neurons, your life, your old life,
        your happiness, your joy, your story, your future, your self, the mind, a mind, the soul,
        the spirit, the brain, su mente, su vida, su animo, su cerebro, tu mente, tu vida, tu cerebro
    """,
    "group": """
        pregnan*, expecting, expectant, nursing mother*, nursing moms, nursing mom, breastfeed*,
        breast milk, toddler*, babies, newborn*, infants, embarazad*
    """,
}
