"""What invented people are called, where they are seen, and what is noted about them. Swedish, as users write."""

from ...domain.contact import Outcome
from ...domain.platform import PlatformKind

ORGANISATION = "Kvällsljus"
ABOUT = (
    "Kvällsljus är en förening i Uppsala. Vi söker kontakt med personer som utnyttjas i prostitution och "
    "människohandel, på nätet och ute, för att erbjuda samtal och stöd. Vi arbetar alltid två och två."
)
ABOUT_IN_ENGLISH = (
    "Kvällsljus is an association in Uppsala. We reach out to people who are exploited in prostitution and "
    "trafficking, online and outdoors, to offer talks and support. We always work in pairs."
)

PLATFORMS = (
    ("Annonssidan", "annonssidan.example", PlatformKind.PURCHASE),
    ("Nattannonser", "nattannonser.example", PlatformKind.PURCHASE),
    ("Guldkant", "guldkant.example", PlatformKind.SUGAR_DATING),
    ("Bildflödet", "bildflodet.example", PlatformKind.SOCIAL),
    ("Spelrummet", "spelrummet.example", PlatformKind.GAME_OR_CHAT),
    ("Bakom väggen", "bakomvaggen.example", PlatformKind.PAYWALL),
    ("Anslagstavlan", "anslagstavlan.example", PlatformKind.OTHER),
)

_NAMES = """
Luna Mira Vera Tova Nova Elin Saga Maja Ines Lea Zara Dina Kira Alva Stella Bella Jasmin Lola Nina Sara Ida Ella
Tuva Iris Liv Freja Moa Wilma Tilde Ronja Nadja Katja Oksana Irina Daria Alina Andreea Ioana Larisa Blessing Joy
Grace Faith Mali Noi Ploy Lin Mei Ana Camila Valentina Lucia Carla Ayan Hodan Amira Layla Samira Kim Robin Alex
Charlie Milo Noel Leo Elias Sam Kaj Åsa Änglalik Örjan Ärla Östra Émilie Månstråle Björk Snöflinga Körsbär Älva
"""
ALIASES = tuple(_NAMES.split())
ALIAS_ENDINGS = ("", "", "", "", " i stan", " S", " M", " ny", "_xo", " 2", " 77", " privat", " & vän")

TOWNS = (
    ("Stockholm", "0180"),
    ("Uppsala", "0380"),
    ("Göteborg", "1480"),
    ("Malmö", "1280"),
    ("Södertälje", "0181"),
    ("Nyköping", "0480"),
    ("Eskilstuna", "0484"),
    ("Linköping", "0580"),
    ("Norrköping", "0581"),
    ("Jönköping", "0680"),
    ("Växjö", "0780"),
    ("Kalmar", "0880"),
    ("Karlskrona", "1080"),
    ("Lund", "1281"),
    ("Helsingborg", "1283"),
    ("Kristianstad", "1290"),
    ("Halmstad", "1380"),
    ("Varberg", "1383"),
    ("Uddevalla", "1485"),
    ("Trollhättan", "1488"),
    ("Borås", "1490"),
    ("Karlstad", "1780"),
    ("Örebro", "1880"),
    ("Västerås", "1980"),
    ("Falun", "2080"),
    ("Borlänge", "2081"),
    ("Gävle", "2180"),
    ("Sundsvall", "2281"),
    ("Östersund", "2380"),
    ("Umeå", "2480"),
    ("Luleå", "2580"),
    ("Kiruna", "2584"),
)

LANGUAGES = ("svenska", "engelska", "svenska, engelska", "rumänska", "spanska", "thailändska", "ryska", "arabiska")
AD_LANGUAGES = ("svenska", "svenska", "engelska", "engelska", "spanska")
WANTED_WORDS = ("det som hände", "den tiden", "det jag var med om", "min situation")
SAFE_WAYS = (
    "Skriv före kl. 18, ring aldrig.",
    "Bara i sidans chatt. Telefonen delas med någon annan.",
    "Sms går bra på vardagar. Skriv inte vad det gäller.",
    "Vänta på att hen skriver först.",
)
WISHES = (
    "Vill ses ute, inte på ett kontor.",
    "Vill inte bli kontaktad på helger.",
    "Vill ha med sig en vän första gången.",
    "Vill veta vad vi skriver ner om hen.",
)

OBSERVATIONS = (
    "Annonsen ligger kvar, nu med {town} som ort.",
    "Samma bilder som i en annan annons. Texten är ändrad.",
    "Profilen har varit inloggad dygnet runt i tre dagar.",
    "Texten är skriven som om någon annan talar för personen.",
    "Nytt telefonnummer i annonsen sedan förra veckan.",
    "Ny annons från samma profil. Orten är nu {town}.",
)
TRIES = (
    "Skrev första meddelandet. Presenterade oss och länkade till vår information.",
    "Skrev igen. Kort och utan frågor.",
    "Lämnade numret till oss. Bad inte om svar.",
    "Skrev att vi finns kvar om hen vill höra av sig.",
    "Ringde, ingen svarade. Talade inte in något.",
)
REPLIES = (
    "Svarade på frågan om vilka vi är och berättade att samtalet kostar ingenting.",
    "Skrev tillbaka att det inte är bråttom.",
    "Gav numret till jouren och sa att hen bestämmer takten.",
    "Berättade vad vi kan hjälpa till med och vad vi inte kan.",
    "Bekräftade tid och plats. Påminde om att det går att ställa in.",
    "Frågade hur veckan har varit. Väntar på svar.",
)
ANSWERS = {
    Outcome.WHO_ARE_YOU: (
        "Undrar vilka vi är och hur vi fick tag i numret.",
        "Frågar om vi är från polisen. Fick ett ärligt svar.",
        "Vill veta vad vi vill. Skrev kort om vad vi gör.",
    ),
    Outcome.QUESTION: (
        "Frågar om sovplats i {town} de närmaste nätterna.",
        "Undrar om vi kan följa med till vården.",
        "Frågar vad som händer om man berättar för oss.",
        "Vill veta om det finns någon som talar hens språk.",
        "Frågar hur man byter lås och nummer på ett säkert sätt.",
    ),
    Outcome.WANTS_TO_TALK: (
        "Vill prata, helst per telefon på dagtid.",
        "Skriver att det vore skönt att prata med någon utanför.",
        "Vi pratade en stund om sömn och oro. Hörs igen.",
        "Berättar om skulder och om att någon väntar på pengarna.",
    ),
    Outcome.WANTS_TO_MEET: (
        "Vill ses på ett fik i {town}. Vi kommer två.",
        "Föreslår att vi ses vid stationen. Vi bad om en lugnare plats.",
        "Vill ses nästa vecka om det känns bra då.",
    ),
    Outcome.WANTS_SUPPORT: (
        "Vill ha hjälp att komma i kontakt med socialtjänsten.",
        "Vill ha stöd för att söka eget boende.",
        "Ber om hjälp att boka tid hos vården.",
    ),
    Outcome.MET: (
        "Vi sågs i en timme. Hen berättade i sin egen takt.",
        "Promenad i {town}. Pratade om vad som vore en första liten hjälp.",
        "Sågs på vårt kontor. Gick igenom vad hen vill göra först.",
    ),
    Outcome.SUPPORT_STARTED: (
        "Stödet är igång. Vi följer med till första mötet.",
        "Stödperson utsedd. Vi ses varje vecka tills vidare.",
        "Plats på skyddat boende i ett annat län.",
    ),
    Outcome.ADDRESS_AND_PRICES: (
        "Snabbt svar med adress och prislista. Inget intresse av annat samtal.",
        "Svarade på en minut med adress. Troligen någon annan som skriver.",
    ),
    Outcome.HOSTILE: (
        "Kort och otrevligt svar. Vi lät det vara.",
        "Skriver att vi ska sluta. Lät inte som personen själv.",
    ),
    Outcome.DECLINED: (
        "Tackar nej. Vi skrev att hen är välkommen om läget ändras.",
        "Vill inte ha kontakt just nu.",
    ),
    Outcome.NO_MORE_CONTACT: ("Vill inte att vi skriver mer. Det respekterar vi.", "Ber oss att inte höra av oss."),
    Outcome.ACCOUNT_GONE: ("Profilen är borttagen.", "Meddelandet gick inte fram, kontot finns inte längre."),
}

MEETING_STEP = "Ses på biblioteket"
NEXT_STEPS = (
    MEETING_STEP,
    "Fråga hur det gick med boendet",
    "Skicka numret till jouren",
    "Höra av oss igen, utan press",
    "Bestämma tid för ett möte",
    "Kolla om annonsen ligger kvar",
    "Följa med till vården",
    "Ringa efter mötet",
)
MEETING_PLACES = (
    ("public", "Kaféet vid torget, bordet längst in"),
    ("public", "Biblioteket, läsrummet på andra våningen"),
    ("ours", "Samtalsrummet hos oss"),
    ("partner", "Ett lånat rum på ungdomsmottagningen"),
)
TRANSPORTS = ("Tåg och promenad, tillsammans båda vägarna.", "Föreningens bil, parkerad nära utgången.")
INTERPRETERS = ("", "", "", "Rumänska per telefon, bokad hos tolkförmedlingen")
WENT_ANYWAY = "Personen kunde bara nu. Vi stannade på kaféet, satt nära dörren och hade jouren på telefon hela tiden."
RISKS = (
    "Någon kan ha läst meddelandena och veta var vi ska ses.",
    "Hen är rädd att bli sedd av någon som känner familjen.",
    "En person brukar ringa och fråga var hen är.",
)
RISK_PLANS = (
    "Vi byter plats samma dag och säger den nya först en timme innan.",
    "Vi möts vid en annan ingång och går därifrån var för sig.",
    "Vi bestämmer ett ord som betyder att vi avslutar direkt.",
)
PARTING_WISHES = (
    "Ingenting just nu, men hen vill att vi hör av oss i morgon.",
    "Att vi följer med till bussen.",
    "Hjälp att ringa socialjouren i kväll.",
)
DAY_PLANS = ("Åker hem till en vän.", "Ska till skolan efter lunch.", "Vilar hemma, har telefonen på.")
INCIDENT = "En bil stod utanför med motorn i gång i tjugo minuter. Vi gick ut bakvägen och ringde jouren."
INCIDENT_EVALUATION = "Vi gick i tid. Nästa gång väljer vi en plats med två utgångar."
LESSONS = (
    "Boka platsen längst från fönstret.",
    "Ta med något varmt att dricka, det gav tid att landa.",
    "Stäm av med jouren en gång till innan vi går in.",
)
ALONE = "Kollegan blev sjuk."
HANDOVER = "Vi hann inte med den andra sidan. Börja där nästa gång."
PURPOSE = "Att den som utnyttjas ska veta att det finns någon att prata med, och kunna få hjälp när den själv vill."
RESULTS = (
    "Gick bra.",
    "Fick en tid på tisdag.",
    "Ville vänta, hör av sig själv.",
    "Annonsen låg inte kvar.",
    "",
)
NO_CONTACT_REASONS = (
    "Bad oss att inte skriva mer.",
    "Har bett om lugn tills vidare.",
    "Någon annan läser meddelandena.",
)
HOLDS = ("Polisen, ärende 0000-K1 (påhittat)", "Polisen, per telefon (påhittat)")

NOTES = (
    "Hen vill inte att vi ringer. Ett meddelande på dagen går bra.",
    "Berättade att någon annan har hand om telefonen på kvällarna.",
    "Vi pratade om vad som hjälper när det känns tungt. Promenader och musik.",
    "Är orolig för att familjen ska få veta. Vi lovade att inget går vidare utan att hen vet om det.",
    "Vi är två som har haft kontakten. Prata ihop er innan nästa möte.",
)

REASONS = (
    "Numret finns i flera annonser och den som svarar är inte alltid samma person.",
    "Personen flyttar mellan orter inom några dagar och verkar inte bestämma själv.",
    "Vi vet för lite än. Inget talar emot att vi fortsätter att finnas till hands.",
    "Det som hen själv berättar tyder på att någon annan styr tider och pengar.",
    "Annonsen är skriven av någon annan. Vi har inte fått egen kontakt.",
)
STEP_REASONS = (
    "",
    "Vi tog upp det i paret efter passet.",
    "Samordnaren är vidtalad.",
    "Vi gör det tillsammans med hen.",
)
FINDING_NOTES = (
    "",
    "",
    "Tre annonser, samma nummer.",
    "Nämndes i samtalet.",
    "Syns i annonstexten.",
    "Vi har sett det två gånger, med en vecka emellan.",
)

CHILD_NAMES = ("Tova", "Mira", "Elin", "Noel", "Saga", "Kim", "Leo", "Alva")
SCHOOLS = ("", "Gymnasiet, namn okänt", "Går inte i skolan just nu", "Grundskola i {town}")
SEEN = (
    "I två veckor har vi sett en annons för någon som ser ut att vara under 18. Den har flyttats från {town} och åter.",
    "I chatten, tre kvällar i rad, skrev barnet sent på natten från olika platser i {town}.",
    "Vi såg barnet vid två tillfällen på stan i {town}, tillsammans med en äldre person som svarade åt barnet.",
)
SAID = (
    "Barnet skriver att hen inte får gå hem än och att någon väntar utanför.",
    "Barnet säger att hen är trött och att det inte är första gången.",
    "",
)
HEARD = ("En vän till barnet berättar att det har pågått sedan i våras.", "", "")
EFFECTS = ("Barnet har slutat gå till skolan och sover lite.", "Barnet verkar rädd för att svara i telefon.", "")
OWN_VIEWS = ("Barnet vill ha hjälp men vill inte att polisen kommer hem.", "Vi har inte kunnat fråga.", "")
NOT_TOLD_WHY = ("Vi når inte barnet på ett säkert sätt.", "Någon annan läser barnets meddelanden.")
HOW_KNOWN = ("Kontakt i en chatt under vårt uppsökande arbete.", "Barnet skrev till oss efter en frågestund.")
GUARDIANS = ("Mamma, bor i {town}. Telefon okänd.", "Pappa, talar inte svenska. Tolk behövs.", "")
FEEDBACK = ("Utredning är inledd.", "Mottagningen ringde. De har redan kontakt med familjen.")
UNITS = ("Mottagningsenheten barn och unga", "Barn och unga, mottagning", "")
