"""What a moderator reads before it is public: claims that medicine does not allow, and other ways to reach a clinic.

A match decides nothing. Sources: FDA on compounded ketamine (10 October 2023): not approved for any psychiatric
disorder; FTC Health Products Compliance Guidance (2022): no cure, guarantee or success rate without proof, whether
said, implied, or put into the mouth of a patient; JAMA Network Open 2023 on advertisements of ketamine clinics. A
phone, an address or a website in free text would pass by the rule that changes of these wait.

The words stand in `lexicon`, `boasts`, `hopes`, `medicines`, `doubts`, `directions` and `spanish`; `rules` says
what they make of a sentence, `approval` and `contact` what needs more than words, `words` and `spelling` how a text
becomes plain words.
"""

from clinics.domain.wording.claims import claims

__all__ = ["claims"]
