"""Words of a reply that may name a person."""

import re
from collections.abc import Collection, Iterator

_TITLED = re.compile(r"\b(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Nurse|Mx|Sra|Sr|Srta|Dra|Señora?)\b\.?\s+[A-Z][\w'-]+")
_GREETED = re.compile(r"\b(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey|[Hh]ola|[Ee]stimad[oa]|[Qq]uerid[oa])\s+([A-Z][\w'-]+)")
_ASKED = re.compile(
    r"\b(?:[Aa]sk\s+for|[Ss]peak\s+(?:to|with)|[Cc]ontact|named|called|[Nn]urse|[Dd]octor)\s+([A-Z][a-z'-]+)"
)
_CAPITAL = re.compile(r"(?<![.!?:“\"\n])(?<!^)[ (—-]([A-Z][a-z][\w'-]*)")
_SIGNED = re.compile(r"(?:\n|[—–]\s*|\s-\s*)((?:[A-Z][\w'.-]+[ ]?){1,3})(?:,[^\n]*)?\s*\Z")
_PUBLIC = re.compile(
    r"(?:[A-Z][\w'&-]+\s+(?:(?:and|of|the|for|with|on)\s+)*){0,7}"
    r"(?:Act|Rules?|Laws?|Boards?|Department|Offices?|Bureau|Commission|Agency|Authority|Attorney|Rights|Services|Society"
    r"|Association|Code|Title|Section|Chapter|Day|Eve|Week(?:end)?|Year'?s?|Street|Road|Avenue|Boulevard|Lane|Highway"
    r"|Parkway|County|City|State|Policy|Notice|Statement|Form|Desk|Team|Line|Manager|Director|Owner|Center|Clinic)\b"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+(?:\s+(?:and\s+)?[A-Z]\w+)*)?"
)
"""Laws, boards, holidays and streets, by the word they end with."""
_NEUTRAL = frozenset(
    """
    reviewer writer friend friends neighbor neighbors sir madam team reader readers patient guest anonymous all
    i i'm i'll i've i'd we we're we've we'll you you're your our the a an and or but if it it's this that thank
    thanks please privacy federal law laws hipaa health insurance portability accountability act practice
    manager management office director medical clinic center front desk staff patients relations department hi
    hello hey dear administration administrator owner state board of texas american english spanish us usa
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays
    respectfully sincerely regards warmly kindly best gracias nuestra call spravato medicare medicaid instagram
    facebook twitter google yelp whatsapp lawyer attorney there everyone everybody folks public community
    christmas thanksgiving easter juneteenth hanukkah ramadan passover halloween memorial labor independence
    veterans presidents columbus new year years eve ada tty hr ceo faq pdf wi-fi wifi ac in on at for with no
    yes rule part section ok saludos atentamente estimado estimada hola por favor para hours billing phone
    number internet web open closed mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept
    oct nov dec vietnamese chinese korean american's asl sign language
    """.split()  # noqa: SIM905 -- a list of a hundred quoted words is read by nobody
)
_FIRST = frozenset(
    """
    aaron abigail adam adrian aisha alan alejandra alejandro alex alexa alexandra alexis alice alicia allison
    alyssa amanda amir amy ana andrea andrew andy angela angelica anita ann anna anne annie anthony antonio
    ashley barbara becky ben benjamin bernard beth betsy betty beverly bob bobby brad bradley brandon brandy
    brenda brent brian brianna brittany bruce bryan caleb cameron carla carlos carmen caroline carrie catherine
    cathy chad charlene charles charlotte chelsea cheryl chloe chris christina christine christopher cindy
    claire claudia cody connie courtney craig curtis cynthia daisy dan dana daniel danielle dave david deborah
    debbie debra denise dennis derek diana diane diego dolores donald donna doris dorothy doug douglas dustin
    dylan eddie eduardo edward eileen elena eli elizabeth ellen emily emma eric erica erik erin esther ethan eva
    evelyn fatima felicia fernando fiona francisco gabriel gabriela gary gavin george gerald gina gladys glenn
    gloria gonzalo greg gregory guadalupe gustavo hannah harold harry heather hector heidi helen henry holly ian
    ibrahim irene isaac isabel isabella jacob jacqueline jaime jamal james jamie jan janet janice jared jasmine
    jason javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome jerry jesse jessica jesus jill jim
    jimmy joan joann joanna joe joel john johnny jon jonathan jorge jose joseph josh joshua joyce juan
    juanita judith judy julia julian julie justin karen karla kate katherine kathleen kathryn kathy katie kayla
    keisha keith kelly ken kenneth kevin kim kimberly kristen kristin kristina kyle lakisha larry latoya laura
    lauren laurie lawrence leah leslie leticia linda lindsay lisa lori louis louise lucas lucia lucy luis
    lupe luz lydia lynn manuel marcia marco marcus margaret maria mariana marie marilyn mario marisol
    marissa marjorie marlene martha martin marvin mary mateo matt matthew maureen megan mei melanie melissa
    michael michelle miguel mike mindy miranda mohammed molly monica monique morgan nadia nancy naomi natalie
    natasha nathan nicholas nicole nina noah nora norma olga olivia omar oscar pablo pam pamela patricia patrick
    patty paul paula pedro peggy peter phil philip phillip phyllis priya rachel rafael ralph ramon raul rebecca
    renee ricardo richard rick ricky rita robert roberto robin rodney roger ron ronald rosa rosemary roy russell
    ruth ryan sabrina samantha samuel sandra sara sarah scott sean sergio shannon sharon shawn sheila shelly
    sherry shirley silvia simon sofia sonia sophia sophie stacey stacy stanley stephanie stephen steve steven
    stuart susan suzanne sylvia tamara tamika tammy tanya tara taylor teresa terri terry theresa thomas tiffany
    tim timothy tina todd tom tommy toni tony tonya tracy travis trevor tyler tyrone valerie vanessa veronica
    vicki vickie victor victoria vincent vivian wanda wendy wesley yesenia yolanda yvonne zachary zoe
    """.split()  # noqa: SIM905
)
"""First names that are no other word."""


def names(text: str, review: str, listed: Collection[str]) -> Iterator[str]:
    """People: by their title, greeted, asked for, signed, of a first name, or with a capital inside a sentence."""
    own = {word.lower() for one in listed for word in re.findall(r"[\w'-]+", one)} | _NEUTRAL
    yield from (match[0] for match in _TITLED.finditer(text))
    rest = _PUBLIC.sub("it", text)
    alone = [match[1] for rule in (_GREETED, _ASKED, _CAPITAL) for match in rule.finditer(rest)]
    signed = [word for match in _SIGNED.finditer(rest) for word in re.findall(r"[\w'-]+", match[1])]
    of_review = {match[1] for rule in (_ASKED, _CAPITAL) for match in rule.finditer(review)}
    alone += [word for word in re.findall(r"\b[A-Z][\w'-]+", text) if word in of_review]
    alone += [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() in _FIRST]
    yield from (word for word in (*alone, *signed) if word.lower().removesuffix("'s") not in own)
