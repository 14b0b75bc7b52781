"""How people write what they mean: contractions, slang, and slips of the pen of the words that matter."""


def _pairs(text: str) -> dict[str, str]:
    """ "dont do not, im i am" → {"dont": "do not", "im": "i am"}."""
    return {first: rest for first, _, rest in (" ".join(one.split()).partition(" ") for one in text.split(","))}


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENED = _pairs("""
    dont do not, doesnt does not, didnt did not, cant can not, cannot can not, wont will not, wouldnt would not,
    couldnt could not, isnt is not, arent are not, wasnt was not, werent were not, hasnt has not,
    havent have not, aint is not, shouldnt should not, neednt need not, im i am, ive i have, youll you will,
    youre you are, youve you have, theyre they are, weve we have, thats that is, whats what is, theres there is,
    itll it will, itsa it is a, gonna going to, wanna want to, gotta have to, gimme give me, lemme let me,
    yall you, ya you, u you, ur your, yer your, yo your, em them, thru through, tho though, cuz because,
    cos because, coz because, bc because, wo without, wout without, w with, b4 before, gr8 great, l8r later,
    pls please, plz please, thx thanks, nite night, tx treatment, txs treatments, appt appointment,
    pts patients, pt patient, hrs hours, mins minutes, wks weeks, nr number, nbr number, abt about, n and,
    outta out of, kinda kind of, lotta lot of, sorta sort of, til until, tis it is, its it is, hes he is,
    shes she is, nuthin nothing, nothin nothing, sumthin something, livin living, feelin feeling,
    healin healing, sleepin sleeping, smilin smiling, hurtin hurting, sufferin suffering, shakin shaking,
    makin making, takin taking, gettin getting, bout about, better'n better than, feller fellow,
    every1 everyone, evry1 everyone, any1 anyone, some1 someone, no1 nobody, 2day today, 2morrow tomorrow,
    2nite tonight, tonite tonight, 4u for you, 2u to you, 4eva forever, 4ever forever, q que, xq porque,
    pq porque, tb tambien, sideeffects side effects, riskfree risk free, nonaddictive non addictive,
    lifechanging life changing, gamechanger game changer
""")
"""Without the apostrophe, as many write them."""

MENDED = _pairs("""
    bst best, da the, wrk work, wrks works, bak back, clinik clinic, klinik clinic, gonne gone, beter better,
    bettr better, feelz feel, hapy happy, happi happy, luv love, lyfe life, lif life, meds meds, kure cure,
    kures cures, kured cured, cvre cure, qure cure, cyure cure, curre cure, cuer cure, cures cures,
    provn proven, prooven proven, aproved approved, apprvd approved, guarentee guarantee, garantee guarantee,
    garauntee guarantee, gaurantee guarantee, gauranteed guaranteed, garanteed guaranteed,
    guarenteed guaranteed, garaunteed guaranteed, garunteed guaranteed, guarnteed guaranteed, miracel miracle,
    mircale miracle, mirical miracle, mericle miracle, meracle miracle, releif relief, releef relief,
    relif relief, perminent permanent, permenant permanent, permanant permanent, permenent permanent,
    permanint permanent, perminently permanently, permenantly permanently, depresion depression,
    deprssion depression, anxity anxiety, anxeity anxiety, anxietys anxiety, painfull pain, saffe safe,
    safer safer, harmles harmless, heeling healing, sucess success, succes success, effectiv effective,
    affective affective, afective effective, efective effective, addictiv addictive, adictive addictive,
    addicitve addictive, hookd hooked, efects effects, efect effect, effcts effects, tramua trauma,
    truama trauma, ptsd ptsd, everone everyone, evryone everyone, evrybody everybody, saftey safety,
    reslts results, resluts results, medz meds, besst best, bestest best, numba number, forevr forever,
    foreva forever, 4ever forever, 4eva forever, gon gone, curd cured, ptds ptsd, ketamin ketamine,
    ketimine ketamine, ketemine ketamine, k3tamine ketamine, docs doctors, doc doctor, folks people,
    folk people, fellas people, peeps people, mama mother, momma mother, mom mother, mum mother, daddy father,
    dad father, hubby husband, wifey wife, grandma grandmother, grandpa grandfather, kiddo child, vet veteran,
    vets veterans
""")
"""Short words, whose slips are too many other words to be found by their letters."""

SLIPS = _listed("""
    cure cures cured heal heals healed safe safest best gone free proven relief miracle miracles miraculous
    guarantee guarantees guaranteed guaranteeing garantizado garantizada garantizamos garantizados garantia
    milagro milagroso effective effectively permanent permanently addictive addicted addiction addictions
    dependence dependency dependent depression depressed depressive anxiety anxieties migraine migraines
    fibromyalgia suicidal nightmares traumatic harmless painless approved approval instantly immediate
    immediately overnight forever eliminate eliminates eliminated eliminating eradicate eradicates disappear
    disappears disappeared vanishes vanished reverses reversed recovery recovered remission success successful
    successfully breakthrough breakthroughs antidepressant antidepressants medication medications clinically
    scientifically medically testimonial testimonials goodbye freedom transform transforms transformed
    transformation lifelong hundred percent unmatched unrivaled revolutionary amazing incredible wonderful
    greatest fastest quickest cutting conquers conquered defeats defeated instagram facebook whatsapp telegram
    relocated prescription prescriptions psychiatrist without completely totally absolutely satisfaction
    permanente depresion ansiedad efectos secundarios garantizan curamos pastillas medicamentos antidepresivos
    aprobado aprobada efectivo efectiva seguro riesgo adiccion adictivo adictiva
""")
"""A word of seven letters that is one letter off, or of ten that is two off, is read as one of these."""

ALIKE = _listed("""
    affective additive additives addition additions additional additionally premise premises meditation
    meditations mediation dedication critically cynically digression pertinently electively free heel proved
    relieve relief fee fees dependant dependants dependents dependable dependably depressant depressants
    depressing addicting anxious approve approves approving improved migrant eliminated elimination transformer
    transformative transforming successes succession successive recover recovers recovering percents percentage
    immediacy guarantor guaranteed healing hearing heating heading efecto efectiva secundario segura seguros
    riesgos aprobados aprobadas adictivos pastilla medicamento antidepresivo psychiatrists psychiatric
    psychiatry prescriber prescribe prescribed prescribers goodbyes medical clinical clinician clinicians
    medicine medicines medicated successor hundreds hundredth permanence incredibly wonderfully amazingly
    cutting putting greater faster quicker complete completed total absolute disappoint disappointed
    disappointment reverse reserves reserved reversal reversible conquer suicide suicides traumas nightmare
    testimony satisfactory dissatisfaction relocate relocation vanish deflated defects oversight reverted
    transportation transferred transported transports unpatched dependencies
""")
"""Words of their own, though near to one of those."""
