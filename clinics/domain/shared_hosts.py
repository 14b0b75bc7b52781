"""Domains that show nothing of who has an address there. Each list says why its names are on it.

The Public Suffix List's private part knows hosters that asked to be on it (wixsite.com, webflow.io); these did not.
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FREE_MAIL = _names("""
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com yahoo.com ymail.com
    rocketmail.com myyahoo.com icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me aol.com
    aim.com verizon.net gmx.com gmx.net gmx.us mail.com email.com usa.com consultant.com dr.com doctor.com
    physicist.net zoho.com zohomail.com yandex.com yandex.ru mail.ru fastmail.com fastmail.fm hey.com tutanota.com
    tuta.com tuta.io mailfence.com hushmail.com hush.com runbox.com posteo.net posteo.de disroot.org riseup.net
    startmail.com mailbox.org duck.com simplelogin.com simplelogin.io anonaddy.com addy.io mozmail.com
    privaterelay.appleid.com inbox.com lycos.com excite.com juno.com netzero.net comcast.net xfinity.com att.net
    sbcglobal.net bellsouth.net pacbell.net ameritech.net cox.net charter.net spectrum.net rr.com roadrunner.com
    twc.com earthlink.net mindspring.com optonline.net optimum.net frontier.com frontiernet.net centurylink.net
    centurytel.net q.com windstream.net suddenlink.net mediacombb.net cableone.net wowway.com rcn.com
    hawaiiantel.net gci.net tds.net embarqmail.com prodigy.net peoplepc.com cableone.com qq.com 163.com 126.com
    naver.com hanmail.net daum.net web.de t-online.de orange.fr free.fr laposte.net libero.it uol.com.br
    btinternet.com mailinator.com guerrillamail.com 10minutemail.com temp-mail.org yopmail.com trashmail.com
    sharklasers.com paubox.com virtru.com
""")
"""Anybody gets a mailbox there: free mail, internet providers, throw-away and forwarding services."""

PLATFORMS = _names("""
    wix.com wixsite.com editorx.io squarespace.com sqsp.com weebly.com weeblysite.com godaddysites.com godaddy.com
    wordpress.com wpcomstaging.com wpengine.com blogspot.com blogger.com tumblr.com medium.com substack.com ghost.io
    jimdo.com jimdofree.com jimdosite.com strikingly.com mystrikingly.com webnode.com webnode.page yolasite.com
    site123.me webflow.com webflow.io framer.com framer.website framer.app carrd.co notion.site notion.so super.site
    durable.co google.com goo.gl g.page business.site page.link web.app firebaseapp.com appspot.com withgoogle.com
    github.io gitlab.io netlify.app netlify.com vercel.app pages.dev workers.dev herokuapp.com amazonaws.com
    cloudfront.net azurewebsites.net shopify.com myshopify.com bigcartel.com square.site squareup.com duda.co
    multiscreensite.com myportfolio.com hubspotpagebuilder.com hs-sites.com leadpages.co clickfunnels.com kajabi.com
    mykajabi.com gohighlevel.com leadconnectorhq.com msgsndr.com unbouncepages.com facebook.com fb.com fb.me m.me
    instagram.com threads.net linkedin.com twitter.com x.com t.co tiktok.com youtube.com youtu.be pinterest.com
    reddit.com nextdoor.com yelp.com linktr.ee linkin.bio beacons.ai bio.link lnk.bio taplink.cc bit.ly tinyurl.com
    ow.ly rebrand.ly qr.io mapquest.com apple.com bing.com yahoo.com zocdoc.com healthgrades.com psychologytoday.com
    webmd.com vitals.com ratemds.com doximity.com sharecare.com usnews.com wellness.com goodtherapy.org
    therapytribe.com zencare.co headway.co growtherapy.com alma.com helloalma.com betterhelp.com talkspace.com
    mindbloom.com opencounseling.com npidb.org npino.com healthline.com findatopdoc.com simplepractice.com
    clientsecure.me therapyportal.com theranest.com jane.app janeapp.com athenahealth.com mychart.com
    patientfusion.com practicefusion.com kareo.com tebra.com drchrono.com osmind.org intakeq.com
    acuityscheduling.com as.me calendly.com setmore.com vagaro.com mindbodyonline.com booksy.com fresha.com
    janssencarepath.com spravato.com spravatorems.com spravatohcp.com samhsa.gov findtreatment.gov askp.org
    ketamineclinicsdirectory.com ketaminedirectory.com bbb.org yellowpages.com manta.com chamberofcommerce.com
    foursquare.com groupon.com eventbrite.com gofundme.com paypal.me venmo.com cash.app patientpop.com ueniweb.com
    ueni.com wix.site hibu.com hibustudio.com bizland.com localsearch.com
""")
"""Site builders and hosters, social networks, short links, directories, booking and patient portals: the page is one
of many there, and a mailbox at the domain belongs to the platform's own people, or to any customer."""

LARGE_SYSTEMS = _names("""
    mayoclinic.org mayo.org clevelandclinic.org ccf.org kp.org kaiserpermanente.org hcahealthcare.com providence.org
    sutterhealth.org ucsfhealth.org ucsfmedicalcenter.org commonspirit.org dignityhealth.org chihealth.com
    ascension.org tenethealth.com trinity-health.org adventhealth.com atriumhealth.org advocatehealth.com
    aah.org bannerhealth.com baylorhealth.com bswhealth.com bswhealth.org
    intermountainhealthcare.org intermountainhealth.org imail.org northwell.edu northwellhealth.org nyp.org
    massgeneralbrigham.org partners.org mgh.org bidmc.org cedars-sinai.org cshs.org scripps.org scrippshealth.org
    sharp.com stanfordhealthcare.org ucihealth.org uchealth.org unchealth.org upmc.com pennmedicine.org jefferson.edu
    hopkinsmedicine.org medstar.net inova.org sentara.com novanthealth.org dukehealth.org vumc.org ohiohealth.com
    spectrumhealth.org corewellhealth.org henryford.com hfhs.org beaumont.org fairview.org allina.com sanfordhealth.org
    essentiahealth.org ssmhealth.com mercy.net bjc.org ochsner.org ummhealth.org mountsinai.org montefiore.org
    nychealthandhospitals.org geisinger.org wellspan.org bonsecours.com mercyhealth.com
    houstonmethodist.org memorialhermann.org christushealth.org multicare.org swedish.org peacehealth.org
    uhs.com uhsinc.com acadiahealthcare.com lifestance.com lifepointhealth.net chs.net encompasshealth.com va.gov
    nhs.net nhs.uk
""")
"""Hospital systems and chains: thousands have a mailbox there, and most of them know nothing of one clinic."""

CLOSED_SUFFIXES = frozenset({"edu", "gov", "mil"})
"""Universities, government, the military: thousands of students and staff have a mailbox at one domain."""
