"""What a clinic's reply to a review may not hold, as patterns over plain lower-case words.

Sources: 45 CFR 164.502 as the HHS Office for Civil Rights applies it to replies (Manasa Health Center, June 2023;
dental practices, 2019 to 2022): nothing may confirm that the writer was a patient, though the review says so; 16 CFR
465.7 and the Consumer Review Fairness Act: no threats. Wide on purpose: whoever is stopped has a template to fall
back on. A reply speaks of everybody and in the present; so whatever speaks to the writer, but for the few phrases of
`TO_THE_WRITER`, and whatever tells what happened, is stopped.
"""

_N = r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|couple\s+of)"
_MONTHS = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|aug|sept|oct|nov|dec)"
)
_DAYS = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_KIN = r"(?:mother|mom|father|dad|husband|wife|spouse|partner|son|daughter|sister|brother|boyfriend|girlfriend)"
_STEPS = r"(?:visit|session|treatment|appointment|appt|procedure|consult\w*|intake|evaluation|therapy|booster|series)"
_STAFF = (
    r"(?:nurses?|doctors?|physicians?|clinicians?|receptionist|therapists?|anesthesiologists?|psychiatrists?"
    r"|providers?|technicians?|assistants?|employees?)"
)
_SAYING = r"(?:call|reach|ask|phone|ring|contact|speak|talk|write|file|find|request|bring|say|tell|read|see|complain)"
_WRITTEN = (
    r"(?:feedback|comments?|reviews?|words|concerns?|privacy|opinions?|views?|thoughts?|messages?|notes?|posts?|name"
    r"|calls?|questions?|input|remarks?|compliments?|heads\W?up|shout\W?out|stars|candou?r|honesty|rights?|criticisms?|praise|suggestions?|voice|points?|patience"
    r"|understanding|time|frustration|ideas?|worr(?:y|ies)|kindness|interest|perspective|letter|rating|complaints?)"
)

BUILDING = (
    r"(?:building|elevators?|lobby|entrances?|entry|ramps?|doors?|doorway|signs?|signage|garage|lot|parking|roof|carpets?|restrooms?"
    r"|bathrooms?|air\s+condition\w*|a/?c|heating|heater|thermostat|temperature|landlord|phone\s+(?:systems?|lines?|tree)|lines?|hold\s+music"
    r"|voice\s?mail|web\s?site|page|listing|hallways?|halls?|paint|lights?|lighting|lamps?|chairs?|seating|furniture"
    r"|waiting\s+(?:room|area)|fans?|unit|music|coffee|water|vending|wi-?fi|noise|plumbing|pipes?|street|construction"
    r"|hours|gate|code|buzzer|bell|stairs|steps|railing|windows?|floors?|walls?|clock|calendar|booking\s+form)\b"
)
TO_THE_WRITER = (
    r"\bthank\s+you\b",
    rf"\byou\s+(?:may|can|could|might)\s+(?:also\s+|always\s+|still\s+)?{_SAYING}\b",
    r"\byou\s+(?:do\s+not|don't)\s+(?:need|have)\s+to\b|\byou\s+need\s+not\b|\byou\s+are\s+(?:\w+\s+)?(?:welcome|free|invited)\s+to\b|\byou're\s+welcome\s+to\b",
    r"\byou\s+have\s+(?:the|a|every)\s+right\b|\byou\s+have\s+(?:an?\s+|any\s+|other\s+|further\s+|more\s+|general\s+)*(?:\w+\s+)?(?:questions?|concerns?|complaints?|suggestions?|ideas?|something|anything)\b",
    r"\byou(?:'re|\s+are)\s+(?:\w+ly\s+|so\s+)?right\b|\bhear\s+you(?=\s*(?:[.!,;]|$|loud|on\s+(?:the|that)))|\bthanks?\s+to\s+you\b|\bsee\s+your\s+point\b|\bwhoever\s+you\s+are\b|\byou\s+(?:make|raise)\s+a\b",
    (r"\byour\s+(?:\w+\s+){0,2}?(?:point|comment|note|feedback|suggestion|remark|concern|question)s?\s+about"
    rf"\s+(?:the|our)\s+(?:\w+\s+){{0,2}}?{BUILDING}"),
    r"\b(?:if|whenever|should)\s+you(?:\s+would|'d)?\s+(?:ever\s+)?(?:like|want|wish|prefer|need|feel|call(?:ed)?|can|are\s+in|choose\s+to)\b",
    r"\b(?:hear|hearing)\s+(?:\w+\s+)?from\s+you\b|\b(?:talk|talking|speak|speaking|listen|listening)\s+(?:with|to)\s+you\b",
    r"\b(?:invite|encourage|ask|urge|assure|tell|protects?|call|ring|helps?)\s+you\b(?!\s+(?:heal|feel|get|recover))|\blet\s+you\s+know\b",
    r"\b(?:what|words|concerns?|points?|questions?|comments?|feedback)\s+you\s+(?:have\s+)?(?:say|said|write|wrote|written|think|rais(?:e|ed)|shar(?:e|ed)|post(?:ed)?|left)\b",
    rf"\byour\s+(?:own\s+)?(?:kind\s+|honest\s+|candid\s+|detailed\s+|thoughtful\s+|valuable\s+|frank\s+|helpful\s+)?{_WRITTEN}\b(?!\s+(?:here|with\s+us|at\s+our|about\s+(?!our\s+(?:team|staff|practice))))",
    r"\b(?:something|anything|thing)\s+(?:\w+\s+){0,3}?(?:worries|troubles|bothers|concerns|upsets)\s+you\b|\bwish(?:ing)?\s+you\s+well\b",
    r"\b(?:hope|trust)\s+(?:that\s+)?you\s+(?:will\s+)?(?:understand|call|reach|feel\s+free)\b|\bhave\s+you\s+call\b",
)  # fmt: skip
"""What a reply may say to whoever wrote the review; any other "you" speaks of their care sooner or later."""

_SU = (
    r"(?:visita|tratamiento|sesi\w+|cita|infusi\w+|experiencia|cuidado|terapia|recuperacion|expediente|historial|pago|cuenta|factura"
    r"|saldo|tarjeta|dosis|medicin\w+|diagnostico|espos\w+|marido|hij\w+|madre|padre|mama|papa|reaccion|estancia|caso|consulta"
    r"|depresion|dolor|ansiedad|mejoria|progreso|presion|familia|salud|proceso|camino|doctor\w*|enfermera|alta|confianza|reembolso)"
)
YOU = (r"(?:\b\w+\s+)?\b(?:you|your|yours|yourself|u|ur|ya)\b(?:'\w+)?(?:\s+\w+){0,2}",)
OF_STAFF = (
    r"\b(?:manager|owner|landlord|director|supervisor|advocate|officer|coordinator|administrator)\b(?:\W+\w+){0,10}?\W+(?:she|he|her|his|him)\b",
)
"""Of whom a reply may say "she"."""
PATIENT = (
    r"\b(?:thank\w*|thx|thnx|tnx|tysm|ty|appreciat\w+|grateful|honou?red|kudos|props)\s+(?:\w+\s+){0,4}?(?:for|4)\s+(?:ur\s+|the\s+)?(?:com(?:e|ing)|visit\w*|stopping|choos\w+|trust\w*|entrust\w*|seeing|joining|recommend\w*|referr\w*|being\s+(?:an?|our|part|here|with|such|there)|(?:the|this|an?)\s+(?:opportunity|chance|privilege)\s+to\s+(?!talk|speak|listen|answer|learn|improve|hear|respond))\b",
    r"\b(?:letting|allowing|giving)\s+us\s+(?!know\b)(?:\w+\s+){0,4}?(?:care|treat|help|serve|support|heal)\b",
    r"\b(?:entrust\w*|trust(?:ed|ing)?)\s+(?:us|our\s+\w+)\b|(?<!earn\sthe\s)(?<!earn\s)(?<!deserve\sthe\s)(?<!build\s)(?<!keep\sthe\s)\b(?:trust|confidence|faith)\s+(?:\w+\s+){0,4}?in\s+(?:us\b|our\s+(?!town|city|community|area|neighborhood))|\b(?:choosing|chose|chosen)\s+(?:us|our)\b|\bloyalty\b",
    r"\b(?:came|welcome|coming|come)\s+(?:back|again)\b|\bhav(?:e|ing)\s+\w+\s+back\b|\bnext\s+(?:time|week|month|round)\b|\bsee\s+\w+\s+(?:again|soon)\b|\breschedul\w+",
    rf"\b(?:the|that|this|her|his|their)\s+(?:(?:first|second|third|fourth|last|final|next|previous|recent|missed|whole|entire)\s+)?{_STEPS}\b(?:\s+(?:in\s+question|ended|started|began|took|lasted)\b)",
    rf"\b(?:first|second|third|fourth|fifth|sixth|last|final|next|previous|recent|another|missed)\s+{_STEPS}s?\b|\b(?!an?\b|one\b){_N}\s+{_STEPS}s?\b",
    r"\b(?:our|as\s+an?|this|that|the|(?:valued|former|current|past|existing|long\W?time|difficult|great|wonderful|good|model|ideal|new|loyal)\s+)\s*(?:\w+\s+)?(?:patient|client)\b(?!\s+(?:advocate|relations|coordinator|portal|safety|privacy|experience|care|representative))",
    r"\b(?:patients|clients|people|someone|others|many|a\s+person)\s+(?:\w+\s+){0,3}?(?:like\s+(?:her|him|this)|in\s+(?:that|this|such)\s+(?:a\s+)?(?:state|condition))\b",
    r"\bnever\s+(?:\w+\s+){0,2}?(?:treated|seen|saw|met|cared|served|a\s+patient)\b|\bno\s+(?:record|patient|client|chart|file|appointment)s?\s+(?:of|by|with|for|under)\b|\bnot\s+(?:\w+\s+){0,2}?(?:a\s+)?(?:patient|client)\b(?!s)(?!\s+(?:care|safety))|\b(?:not|n't)\s+recogni[sz]e\b",
    r"\b(?:charts?|files?|records?|notes?|footage|cameras?|tapes?|videos?|logs?|paperwork|schedule|system|forms?)\s+(?:\w+\s+)?(?:show|say|tell|indicate|state|prove|reflect|confirm|document)(?:s|ed)?\b|\b(?:cameras?|footage|surveillance)\b|\b(?:video|security|audio|phone|call|the)\s+recordings?\s+(?:show|prove|confirm|make|of)\w*|\b(?:video|security|audio)\s+recordings?\b",
    r"\b(?:according\s+to|as\s+per|per|look(?:ed|ing)\s+(?:at|into|through)|review(?:ed|ing)|check(?:ed|ing)|pull(?:ed|ing))\s+(?:the|our|her|his)\s+(?:\w+\s+)?(?:charts?|files?|records?|notes?|tapes?|recordings?|videos?|logs?|paperwork|case)\b|\b(?:watch|hear|listen|saved?|kept?|pull)\w*\s+(?:\w+\s+){0,2}?recordings?\b",
    r"\b(?:this|the|that)\s+(?:person|individual|gentleman|lady|woman|man|reviewer|writer|author|poster|family|case|incident|event)\s+(?:\w+ly\s+)?(?:is|was|has|had|did|left|came|never|signed|got|claims?|arrived|refused|look\w*|takes|\w+ed)\b|\b(?:this|that)\s+(?:case|incident|gentleman|lady|woman|man)\b",
    rf"\b(?:this|that)\s+{_STAFF}\b|\b(?:the|a|our|my)\s+(?:\w+\s+)?{_STAFF}\s+(?:\w+ly\s+)?(?:is\s+an?|was|were|has|had|did|who|told|said|\w+ed|spent|came|left|took|gave|sat)\b",
    rf"\b(?:the|a|her|his)\s+(?:\w+\s+)?{_KIN}\s+(?:of|was|is|came|called)\b|\b(?:i|we)\s+(?:\w+\s+)?(?:remember|recall|recogni[sz]e|miss)\b|\bgood\s+hands\b|\btime\s+together\b|\b(?:our|the|your)\s+(?:\w+\s+){{0,3}}?(?:clinic|center|star|practice|care)?\s*family\b|\bjourney\b",
    r"\b(?:she|he|her|hers|his|him)\b",
    r"\blet'?s\s+just\s+say\b|\bmake\s+of\s+(?:that|it)\s+what\b|\b(?:some|certain)\s+(?:folks|reviewers|patients|visitors|individuals)\b|\bnot\s+someone\s+who|\ba\s+person\s+who\s+(?!calls?\b|asks?\b|needs?\b|wants?\b|writes?\b|uses?\b|is\b|has\b|feels?\b)\w+s\b|\bour\s+friend\b|\b(?:the|that|this|such\s+a|a)\s+(?:\w+\s+)?(?:fellow|guy|gal|lady|gentleman|soul|dude|karen)\b|\b(?:we|i|everyone|everybody|staff)\s+(?:all\s+)?remembers?\b|\bwe\s+(?:often\s+)?think\s+of\b",
    (rf"\b(?:su|sus|tu|tus)\s+(?:\w+\s+)?{_SU}\b|\b(?:nuestr[oa]|es|fue|era|sido|un|una|como|ser|este|esta|buen[oa]?|dicho|querid[oa])\s+(?:\w+\s+)?paciente\b|\bpaciente\s+(?:nuestr[oa]|de\s+(?:nosotros|esta|la))\b|\bnunca\s+(?:ha\s+sido|fue|vino|estuvo|le\s+\w+)|\b(?:usted|ustedes|ud|uds)\s+(?!puede|quiere|desea|tiene|prefiere|necesita|gusta)\w+|\b(?:vino|vinieron|estuvo|llego\s+tarde|firmo|pago|pidio|recibio|dejo\s+la|se\s+fue|canceló|cancelo|faltó|falto)\b|\b(?:le|lo|la|les|te)\s+(?:dimos|atendimos|explicamos|dijimos|llamamos|cobramos|devolvimos|ofrecimos|advertimos|vimos|tratamos|conocimos|recordamos|esperamos\s+(?:de\s+nuevo|pronto))\b|\b(?:esperamos|encantaria)\s+ver\w+\b|\bvolver\s+a\s+ver\w*|\b(?:cuidar|cuidarl[eoa]|ayudarl[eoa]|servirl[eoa]|atenderl[eoa]|tratarl[eoa]|verl[eoa])\b|"
    r"\bgracias\s+por\s+(?:venir|visitar\w*|elegir\w*|escoger\w*|confiar|su\s+confianza)\b|\batender(?:le|lo|la)\b|\bverl[eoa]\s+de\s+nuevo\b"),
)  # fmt: skip
DATES = (
    rf"\b(?:{_MONTHS}|may)\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b(?:\d{{1,2}}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|\w+th)\s+of\s+(?:{_MONTHS}|may)\b",
    rf"\b(?:in|since|until|during|last|this|that|early|late|mid)\W+(?:{_MONTHS}|may\s+(?:of|you|we|\d))",
    rf"\b(?:last|that|on\s+the|the\s+following|the\s+previous|by|until)\s+{_DAYS}\b|\b(?:our|those)\s+{_DAYS}\s+(?:mornings?|afternoons?|evenings?)\b",
    r"\b(?:last|that)\s+(?:same\s+)?(?:week|month|year|night|day|morning|afternoon|evening|spring|summer|fall|autumn|winter)\b|\byesterday\b|\bthe\s+other\s+day\b",
    rf"\b{_N}\s+(?:days?|weeks?|months?|years?)\s+(?:ago|earlier|before|later)\b|\b(?:all|over)\s+(?:these|those|the)\s+(?:{_N}\s+|past\s+|last\s+)*(?:days|weeks|months|years?)\b",
    r"\b\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?\b(?![\d-])|\b(?:19|20)\d\d\b",
    r"\b\d{1,2}:\d\d\b|\b\d{1,2}\s*(?:am|pm|a\.m|p\.m|o'clock)\b",
    rf"\b(?:{_N}|[a-z]+ty(?:-\w+)?)\s+(?:minutes?|hours?)\s+(?:late|early|after|before|ago|with|is|was)\b|\b(?:in|within|over)\s+{_N}\s+(?:weeks?|months?|years?)\b",
)  # fmt: skip
DRUGS = (
    r"\b(?:es)?ketamine\b|\bspravato\b|\bketalar\b|\bmidazolam\b|\bversed\b|\b(?:lor|di|clon|alpr)az(?:e|o)\w*am\b|\bativan\b|\bxanax\b|\bvalium\b|\bklonopin\b|\bbenzo\w*|\bpsychedelic\w*",
    r"\bondansetron\b|\bzofran\b|\bpropofol\b|\bketorolac\b|\btoradol\b|\bclonidine\b|\blabetalol\b|\bdexmedetomidine\b|\bglycopyrrolate\b|\bmagnesium\b|\bfentanyl\b|\bmorphine\b|\bopioids?\b|\bnaltrexone\b",
    r"\bantidepressants?\b|\bssris?\b|\bsnris?\b|\blithium\b|\blamotrigine\b|\blamictal\b|\bzoloft\b|\bprozac\b|\blexapro\b|\bwellbutrin\b|\beffexor\b|\bcymbalta\b|\babilify\b|\bseroquel\b|\badderall\b|\bgabapentin\b",
    r"\bmeds\b|\bspray\b|\bketamina\b|\bsueros?\b|\bpastillas?\b|\binyecci\w+|\binfusiones\b|\blozenges?\b|\btroches?\b|\bnasal\s+spray\b|\bpills?\b|\btablets?\b|\binfusions?\b|\binjections?\b|\bdrips?\b|\bivs?\b|\bneedles?\b|\bveins?\b|\bpump\b|\bboosters?\b",
    r"\b\d[\d.,]*\s*(?:mg|mcg|ug|ml|cc|milligrams?|micrograms?|milliliters?)\b|\b(?:milligrams?|mg)\s*(?:/|per)\s*(?:kg|kilo\w*)\b|\b\d{2,3}\s*(?:over|/)\s*\d{2,3}\b",
    r"\b(?:over|under)?dos(?:e|es|ed|age|ages|ing)\b|\b(?:prescrib|inject|sedat)(?:e|es|ed|ing|ion)\b|\bsedatives?\b|\b(?:the|this|your|a)\s+(?:medicine|medication|drug)\b|\b(?:medicine|medication)\s+(?:takes|needs|works|can|may|does|did|is|was)\b",
)  # fmt: skip
ILLS = (
    r"\bdepresi[oó]n\b|\bansiedad\b|\btept\b|\bdolor(?:es)?\b|\bn[aá]useas?\b|\bmareos?\b|\bs[ií]ntomas?\b|\bptsd\b|\bbipolar\b|\bdepress(?:ion|ed|ive)\b|\banxi(?:ety|ous)\b|\bocd\b|\bborderline\b|\bschizo\w*|\bpsycho(?:sis|tic)\b|\bmani[ac]\w*|\bpanic\b|\btrauma\w*|\bsuicid\w*|\bself\W?harm\w*",
    r"\baddict\w*|\balcohol\w*|\bsubstance\s+(?:use|abuse)\b|\bmigraines?\b|\bfibromyalgia\b|\bcrps\b|\bpain\b(?!\s+(?:in\s+the\s+(?:neck|butt|rear|backside)|to\s+(?:find|park|use|reach|navigate|get)|points?\b))|\bneuropath\w*|\bhypertension\b|\bpostpartum\b|\bdiagnos\w+|\bdisorders?\b|\bautis\w+|\badhd\b",
    r"\bside\W?effects?\b|\bnause\w+|\bvomit\w*|\bbruis\w+|\bdizz\w+|\bdissociat\w*|\bhallucinat\w*|\bswelling\b|\brash\b|\bspacey\b|\bseizures?\b|\bfaint\w*|\ballerg\w+|\bsymptoms?\b|\bheadaches?\b|\bnightmares?\b|\bde?hydrat\w+|\btested\s+positive\b|\btesting\s+positive\b",
    r"\b(?:her|his|a|the)\s+(?:\w+\s+)?(?:heart|blood|kidney|liver|mental|medical|health)\s+(?:conditions?|problems?|issues?|pressure|history|state)\b",
)  # fmt: skip
OUTCOMES = (
    r"\b(?:feel|feels|feeling|felt|get|gets|getting|got|doing|sleeping)\s+(?:\w+\s+){0,3}?(?:better|well\s+again|worse|good\s+again|improved|great)\b",
    r"\b(?:glad|happy|thrilled|delighted|pleased|proud|honou?red|joy|blessed)\b[^.!?]*\b(?:could\s+help|able\s+to\s+help|helped|made\s+a\s+difference|better|gone|worked|progress|eased)\b|\bproud\s+of\s+(?:you|her|him|how|that\s+progress|the\s+progress)\b|\bmade\s+a\s+difference\b|\btransform\w+",
    r"\b(?:remission|relapse\w*|healed|healing|recover(?:y|ed|ing)|cured?|relief|outcomes?|(?:non\W?)responders)\b|\brespond(?:s|ed|ing)?\s+to\s+(?:the\s+|our\s+|this\s+)?(?:first|treatments?|medic\w+|therapy|it)\b",
    r"\b(?:mood|scores?|sleep|condition)\s+(?:\w+\s+){0,3}?(?:lift\w*|improv\w*|drop\w*|eas\w+|fad\w+|gone|better|worse\w*|return\w*)\b|\bresults\s+(?:\w+\s+)?(?:vary|differ|depend)\b|\b(?:wear|wears|wore)\s+off\b|\beffects?\b",
    r"\b(?:may|might|does|did|do|will)\s*(?:not|n't)\s+work\s+for\b|\bcome\s+so\s+far\b|\b(?:lives?|life)\s+back\b|\b(?:amazing|wonderful|great|huge|real)\s+progress\b|\bsient[ae]\s+mejor\b|\bmejoria\b",
)  # fmt: skip
PAYMENT = (
    r"\b(?:she|he|they)\s+(?:\w+\s+)?owed?\b|\b(?:her|his)\s+(?:\w+\s+)?(?:card|account|balance|bill|invoice|insur\w+|payments?|deposit|refund|copay|claim|credit)\b|\baccount\s+open\b",
    r"\b(?:the|a|our|an)\s+(?:\w+\s+)?(?:refund|balance|deposit|card|payment|fee|charge|invoice|error)\s+(?:\w+\s+)?(?:was|were|has|had|remains?)\b|\brefunded\b|\bpartial\s+refund\b|\bmissed\s+(?:deposit|payment)\b|\bbilling\s+error\b",
    r"\bno\W?show\w*|\b(?:did\s*n't|did\s+not|never|failed\s+to)\s+(?:show|turn)\s*(?:up)?\b|\b(?:missed|cancell?ed|skipped|forgot)\s+(?:\w+\s+){0,2}?(?:appointments?|appts?|sessions?|visits?|treatments?|at\s+the|with)\b",
    r"\blate\s+(?:arrival|cancel\w*)\s+(?:was|is|had|fee|cost)\b|\b(?:insurance|insurer|medicaid|medicare)\s+(?:\w+\s+)?(?:denied|refused|rejected|does|did|paid|would|asked)\b|\$\s*\d|\b(?:not|n't|non)\W*refundable\b",
)  # fmt: skip
CONTRADICTS = (
    r"\b(?:not|n't|hardly|far\s+from|never)\s+(?:\w+\s+)?(?:true|accurate|correct|factual|what\s+happened)\b|\b(?:mentira\w*|miente\w*|falso|falsa|no\s+es\s+(?:cierto|verdad)|no\s+le\s+crean)\b|\b(?:false|untrue|lie|lies|lied|lying|liar|fabricat\w+|inaccura\w+|incorrect|misleading|mistaken|exaggerat\w+|misrepresent\w*|misremember\w*|misunderst\w+|fake|dishonest)\b",
    r"\b(?:made|making)\s+(?:it|this|that|things)?\s*up\b|\bconfus(?:ed|ing)\s+us\b|\b(?:wrong|different|another)\s+(?:clinic|provider|office)\b|\bcompetitors?\b|\bformer\s+employee\b",
    r"\bcontrary\s+to\b|\bin\s+(?:actual\s+)?fact\b|\bthe\s+(?:truth|facts?|reality)\s+(?:is|are|of)\b|\btruth\s+be\s+told\b|\b(?:different|another|whole|real)\s+story\b|\bour\s+side\b|\bset\s+the\s+record\b|\bwe\s+(?:\w+\s+)?(?:disagree|dispute|deny)\b|\bstand\s+(?:behind|by)\s+(?:our|my|the|them|him|her)\b",
    r"\bat\s+no\s+(?:time|point)\b|\b(?:nobody|no\s+one|none\s+of\s+us)\s+(?:(?!is\b|are\b|should\b|will\b|may\b|can\b|must\b)\w+\s+)?(?:has\s+ever|left\s+\w+|was|did|said|told|ignored|raised|touched|refused|forced)\b|\b(?:have|has)\s+never\s+had\b|\bby\s+the\s+book\b|\baccording\s+to\s+(?:\w+\s+)?(?:protocol|policy|procedure)\b|\bas\s+(?:explained|discussed|agreed|stated|promised)\b|\bspelled\s+out\b",
)  # fmt: skip
_OURS = (
    r"(?:replac|updat|add|order|ask|fix|mov|paint|chang|hir|train|post|shar|learn|notic|talk|discuss|open|correct|print|pinn"
    r"|pass|install|rais|look|listen|appreciat|clean|repair|improv|start|stopp|plann|set|mail|nam|need|succeed|agre|exceed"
    r"|proceed|extend|expand|design|review|rais|reword|rewrit|simplif|clarif|label|mark|hop|want|lik|lov|car|forward)(?:ed|d)?\b"
)
"""What a practice does with its rooms, papers and reviews."""
NARRATES = (
    r"\b(?:was|were|wasn't|weren't|had|hadn't|did|didn't)\b(?:\s+\w+){0,2}",
    r"\b(?:happened|occurred|told|gave|came(?!\s+across)|went|spent|seemed|caused|explained|offered|arrived|tried|insisted|became|refused|requested|received|declined|signed|agreed|decided|stopped|warned|checked|measured|monitored|informed|promised|apologized|insulted|yelled|threatened|treated|enjoyed|loved|met|saw|forwarded|referred)\b",
    rf"\b(?:we|i|they|he|she|somebody|someone|nobody|staff|the\s+team)\s+(?:\w+ly\s+)?(?!{_OURS})(?:\w+[^e\W]ed|(?!need|feed)\w{{2}}eed)\b",
    r"\b(?:would|could|should|must)\s+have\s+\w+|\b(?:has|have)\s+been\s+(?:fixed|refunded|resolved|discharged|informed|forwarded|treated|seen|told|warned|kept|our)\b",
)  # fmt: skip
TELLS_NOTHING = (
    r"\b(?:is|are|be|being)\s+(?:\w+\s+)?(?:\w+ed|told|given|seen|met|shown)\b",
    r"\b(?:this|that|it|what|review|comment|reading\s+(?:this|it|that))\s+(?:was|were)\s+(?:hard|painful|difficult|good|kind|sad|written|said|posted|meant)\b",
    r"\b(?:we|i|staff|everyone(?:\s+here)?|all\s+of\s+us|(?:our|the)\s+(?:whole\s+)?(?:team|staff|office|practice|crew))\s+(?:was|were)\s+(?:all\s+|so\s+|very\s+|really\s+|truly\s+|both\s+)*(?:sorry|sad|glad|happy|pleased|grateful|concerned|moved|thrilled|touched|delighted|troubled|upset)\s+(?:to|by|when\s+we)\s+(?:read|hear|learn|see|this|these|the\s+(?:review|comment|words|note))\b",
    r"\b(?:words|comments?|reviews?|notes?|feedback|messages?|concerns?|posts?|lines)\s+(?:was|were|(?:has|have)\s+been)\s+(?:\w+ly\s+)?(?:read|heard|shared|discussed|noted|received|taken|passed|printed|brought)\b",
    rf"\b(?:the|our|this|a|both|new|old|those|these|city)\s+(?:\w+(?:'s)?\s+){{0,3}}?{BUILDING}[^.!?;]{{0,30}}?\b(?:was|were|had|did|went|came|got|gave|(?:has|have)\s+been)\b(?:\s+(?:\w+ly\s+)?\w+ed\b)?",
    r"\bwe\s+(?:\w+\s+)?(?:had|have\s+had)\s+(?:\w+\s+){0,3}?(?:replaced|fixed|repaired|painted|installed|updated|cleaned|moved|added|changed|serviced)\b",
    r"\b(?:practice|clinic|office|listing|page|policy|rule|law|hours|prices?|fees?|number|sign)\s+(?:was|were)\s+(?:\w+\s+)?(?:opened|founded|started|written|updated|posted|passed|changed|built|corrected|out\s+of\s+date|wrong|unclear)\b",
    r"\bwere\s+here\s+(?:m|mon|all|every|to\s+(?:help|listen|talk)|if|for\s+(?:any|every)|whenever|weekdays)\w*",
    r"\bif\s+(?:something|anything|we|it|this|anyone|anybody|a\s+person|somebody|someone|anything|any\s+of\s+(?:us|that|this)|one)\s+(?:(?!you\b)\w+\s+){0,6}?(?:was|were|had|did)\b(?:\s+not)?|\bif\s+you\s+called\b|\b(?:hear|learn|know)\s+that\s+we\s+did\b|\bas\s+if\s+\w+\s+were\b|\bdid\s+not\s+(?:match|live\s+up|meet)\b",
)  # fmt: skip
"""What looks like the past and is a rule, or is said of the review itself."""
THREATS = (
    r"\b(?:lawyers?|attorneys?|counsel|lawsuits?|su(?:e|ing)|legal\s+(?:\w+\s+)?(?:action|remed\w+|team|notice|steps|proceedings|rights?|options?|consequences)|defam\w*|libel\w*|slander\w*|in\s+court|cease\s+and\s+desist|damages|police|non\W?disparag\w*|formal\s+notice|further\s+action|matter\s+closed|lead\s+to\s+a\s+claim|violat\w+|threats?|unfounded|baseless|meritless|actionable|malicious\w*|reserves?\s+(?:all|its|our|every|any)\s+(?:\w+\s+)?rights?|remed(?:y|ies)\s+at|at\s+law|litigat\w+|liable|liability|prosecut\w+|subpoena\w*|legally|perjury|injunction|abogad\w+|demanda\w*|difama\w+|acciones\s+legales|tribunal\w*|denuncia\w*|regret\s+(?:this|it|posting)|watch\s+(?:out|it|your)|ip\s+address|screen\s?shots?|blackmail|extort\w*|your\s+(?:employer|boss|job))\b",
    r"\b(?:agreement|contract|forms?|papers?|waiver|clause|nda)\s+(?:that\s+)?(?:\w+\s+)?(?:were\s+|was\s+)?signed\b|\b(?:blocked|banned)\s+(?:\w+\s+)?(?:number|account)\b|\bwe\s+know\s+(?:who|where|it\s+is)\b",
    r"\b(?:take|takes|pull|bring)\s+(?:it|this|that|the\s+\w+)\s+down\b|\b(?:remove|delete|retract|withdraw)s?\s+(?:it\b|this\b|that\b|the\s+(?:review|post|rating)\b)|\b(?:edit|change|update|revise|reconsider)\s+(?:this|that|the|your)\s+(?:review|post|rating|stars)\b",
)  # fmt: skip
ADVERTISES = (
    r"\b\d+\s*(?:%|percent)|\b(?:\w+\s+)?percent\s+off\b|\b(?:discount\w*|promo\w*|coupons?|vouchers?|gift\s+cards?|limited\s+time|special\s+offer|specials|financing|referrals?)\b|\b(?:use|with)\s+(?:the\s+)?code\b",
    r"\bfree\s+(?:\w+\s+)?(?:consult\w*|session|visit|infusion|treatment|evaluation|month|first|trial)\b|\bfirst\s+(?:consult\w*|session|visit)\s+free\b|\bnew\s+patients\b|\blook\s+no\s+further\b|\brely\s+on\b|\bseven\s+days\s+a\s+week\b",
    r"\b(?:book|schedule|sign\s+up|reserve)\s+(?:now|today|online|an?\s+(?:appointment|consult\w*|session|visit))\b|\bcall\s+(?:us\s+)?(?:now|today)\s+(?:to|and|for)\b|\bcome\s+(?:see|and\s+see|in\s+and|visit|try)\b|\b(?:check\s+out|ask\s+about|try|introducing)\s+our\b|\b(?:like|follow|recommend)\s+us\b",
    r"(?:\bnumber\s+one|\bno\.?\s*1|#\s*1)\b|\b(?:best|finest|leading|premier|top|top\W?rated|award\W?winning|most\s+trusted|cutting\W?edge|world\W?class|state\W?of\W?the\W?art)\s+(?:\w+\s+){0,2}?(?:clinics?|cent(?:er|re)s?|practices?|doctors?|providers?|anesthesiologists?|nurses?|care|results?|treatments?|team|staff|in)\b|\bone\s+of\s+the\s+(?:finest|best|top|leading)\b|\b(?:rated|voted)\s+(?:the\s+)?(?:best|top|number)\b|\bthe\s+only\s+(?:clinic|practice|center|place|provider)\b",
    r"\bsuccess\s+(?:rates?|stor\w+)\b|\b(?:thousands|hundreds)\s+of\s+(?:\w+\s+)?(?:patients|people|clients|lives|happy|satisfied|others|reviews)\b|\byears\s+of\s+experience\b|\b(?:practiced|practicing|in\s+business)\s+for\b|\bmiracle\w*|\bguarantee\w*",
)  # fmt: skip
LINKS = (
    r"\bhttps?:|\bwww\.|\S@\S|\S\s*[(\[]\s*at\s*[)\]]\s*\S|(?<!\w)@\w+|\bdot\s+(?:com|net|org|co|us|info|clinic|health|example)\b|[(\[]dot[)\]]",
    r"\b[a-z0-9-]+\.(?:com|net|org|co|us|info|io|me|app|clinic|health|care|example|site|online)\b",
    r"(?<!\d)(?:\+?1[\s./-]*)?\(?[2-9]\d{2}\)?[\s./-]*\d{3}[\s./-]*\d{4}(?!\d)|(?<!\d)\d{3}[\s.-]\d{4}(?!\d)|\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[\s,.-]+){5,}|\bext(?:ension)?\.?\s*\d",
    r"\b(?:dm|pm|direct\s+message|message|e\W?mail|text|whatsapp)\s+(?:us|me|our|the|him|her)\b|\b(?:insta|ig|fb|youtube|snapchat|linkedin|dms?|instagram|facebook|twitter|tiktok|whatsapp|telegram|yelp|google)\b|\b(?:visit|see|on)\s+(?:our|the\s+clinic's)\s+(?:\w+\s+)?(?:website|web\s*site|web\s*page|blog)\b|\bon\s+(?:the|our)\s+blog\b|\b(?:cell|personal\s+number)\b|\be\W?mail\s+(?:address|to|at)\b",
)  # fmt: skip
CODE = (r"<\s*[/!?]?\s*[a-z]|\]\s*\(|\bjavascript:|&(?:#\w+|[a-z]+);",)

RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("It names a day or a time: {words}.", DATES),
    ("It names a drug, a dose or a way of giving it: {words}.", DRUGS),
    ("It names an illness or a symptom: {words}.", ILLS),
    ("It says what came of a treatment: {words}.", OUTCOMES),
    ("It speaks of somebody's payment or of a missed appointment: {words}.", PAYMENT),
    ("It contradicts the review: {words}. Say what your general policy is.", CONTRADICTS),
    ("It reads as a threat or as pressure: {words}.", THREATS),
    ("It advertises: {words}.", ADVERTISES),
    ("It leads elsewhere: {words}. Invite people to call the number of your listing.", LINKS),
    ("It holds code: {words}. Write plain words.", CODE),
)
"""What is said of a reply that matches; words: those it stumbled over."""
OF_SOMEBODY: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("It says, or lets one guess, that somebody is or was a patient, or is not: {words}.", PATIENT, OF_STAFF),
    ("It speaks to the writer as to a patient: {words}. Say “anyone” or “everyone” instead.", YOU, TO_THE_WRITER),
    ("It tells what happened: {words}. Say what your general policy is.", NARRATES, TELLS_NOTHING),
)
"""The same, with what is overlooked; and these overlook, too, what `reply_lint` knows to speak of nobody."""
