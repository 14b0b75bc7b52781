"""Numbers in addresses that no row can have: the lookup finds nothing, so no view asks how long they are."""

import pytest

from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db
LONG = [str(2**63 - 1), str(2**63), "9" * 25]
STAFF = ["/manage/{}/", "/manage/claim/{}/", "/manage/claims/{}/", "/manage/{clinic}/history/{}/",
         "/manage/{clinic}/team/{}/", "/manage/{clinic}/team/invitations/{}/"]  # fmt: skip
SENT = ["/manage/documents/{}/withdraw/", "/manage/{clinic}/changes/{}/withdraw/"]
MODERATORS = ["/admin/owners/claim/{}/decide/approve/", "/admin/owners/claim/{}/call/",
              "/admin/owners/document/{}/file/", "/admin/owners/change/{}/decide/approve/",
              "/admin/clinics/membership/{}/decide/end/"]  # fmt: skip


@pytest.mark.parametrize("number", LONG)
def test_a_number_too_long_for_any_row_is_no_page(clinic, member, number):
    owner, judge = signed_in(member(sign_in=False)), signed_in(moderator())
    answers = [owner.get(path.format(number, clinic=clinic.pk)) for path in STAFF]
    answers += [owner.post(path.format(number, clinic=clinic.pk)) for path in SENT]
    answers += [judge.get(path.format(number)) for path in MODERATORS]
    assert [answer.status_code for answer in answers] == [404] * 13
