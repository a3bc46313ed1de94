using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging.Texts;

internal static class SwedishTexts
{
    public static readonly PackageTexts Texts = new()
    {
        Tag = "sv",
        GroupSeparator = "\u00A0",
        Page = new()
        {
            SkipLink = "Gå till sammanfattningen",
            AccessTitle = "En kopia av dina personuppgifter",
            PortabilityTitle = "Dina personuppgifter att ta med dig",
            AccessIntroduction = "Du frågade vilka personuppgifter vi har om dig. På den här sidan ser du vårt svar system för system: vad vi lämnar ut till "
                + "dig, vad vi inte lämnar ut och varför.",
            PortabilityIntroduction = "Du bad om de uppgifter som du har lämnat till oss i ett format som en annan tjänst kan läsa. På den här sidan ser du "
                + "vårt svar system för system: vad vi lämnar ut till dig, vad vi inte lämnar ut och varför.",
            DataIsInFiles = "Själva uppgifterna finns i filerna som följer med den här sidan.",
            NoDataInFiles = "Det finns inga uppgifter i det här paketet.",
            CaseNumber = "Ärende",
            Right = "Din rättighet",
            AccessRight = "Rätt till tillgång (artikel 15 i dataskyddsförordningen)",
            PortabilityRight = "Rätt till dataportabilitet (artikel 20 i dataskyddsförordningen)",
            Received = "Begäran mottagen",
            Created = "Kopian skapad",
            Summary = "I korthet",
            Systems = _ => "system",
            RecordsFound = number => number == 1 ? "post" : "poster",
            FilesFound = number => number == 1 ? "fil" : "filer",
            NotAnsweredYet = "har inte svarat än",
            Completeness = new()
            {
                All = "Alla system har svarat. Den här kopian är fullständig.",
                Nothing = "Alla system har svarat. Inga uppgifter om dig hittades.",
                NothingCovered = "Alla system har svarat. Inga uppgifter som omfattas av den här rätten hittades.",
                Part = "Vi har behandlat din begäran, men allt finns inte i de här filerna. I tabellen ser du vad som saknas, och vid varje system står varför.",
                Open = count => count == 1
                    ? "Ett system har inte svarat än, så den här kopian är inte fullständig."
                    : $"{count} system har inte svarat än, så den här kopian är inte fullständig.",
                Closing = "Din begäran är ännu inte färdigbehandlad, så den här kopian kan ändras.",
                Deadline = day => $"Handläggningen fortsätter. Enligt lagen ska vi svara senast {day}.",
                Overdue = day => $"Enligt lagen skulle vi ha svarat senast {day}. Vårt svar är försenat, och handläggningen fortsätter.",
            },
            System = "System",
            Result = "Resultat",
            Records = "Poster",
            Files = "Filer",
            HowDataIsUsed = "Hur dina uppgifter används",
            Purposes = "Vad de används till",
            LegalBases = "Rättslig grund",
            LegalBasisNames = new Dictionary<LegalBasis, string>
            {
                [LegalBasis.Consent] = "samtycke",
                [LegalBasis.Contract] = "avtal",
                [LegalBasis.LegalObligation] = "rättslig förpliktelse",
                [LegalBasis.VitalInterest] = "intressen av grundläggande betydelse",
                [LegalBasis.PublicTask] = "uppgift av allmänt intresse eller myndighetsutövning",
                [LegalBasis.LegitimateInterest] = "berättigat intresse",
            },
            Recipients = "Vem som får dem",
            Sources = "Varifrån de kommer",
            Retention = "Hur länge de sparas",
            Transfers = "Överföring utanför EU och EES",
            AutomatedDecisions = "Automatiska beslut och profilering",
            Notice = "Dataskyddsinformation",
            AboutPackage = "Om de här filerna",
            About = new()
            {
                Json = "JSON-filerna innehåller uppgifterna precis så som våra system lämnade dem.",
                Csv = "CSV-filerna visar samma uppgifter som en tabell som kan öppnas i ett kalkylprogram. Där programmet kunde tolka en text som en formel "
                    + "står en apostrof (') som inte hör till uppgiften.",
                Codes = "Tecken som är osynliga eller vänder textens riktning visas på den här sidan med sin kod, till exempel U+202E.",
                Manifest = "I manifest.json finns en förteckning över alla andra filer med storlek och SHA-256-kontrollsumma, så att en ändring kan upptäckas.",
                Keep = "Det här paketet berättar om dig. Förvara det där bara du kan läsa det.",
            },
            Footer = "Den här sidan fungerar utan internetanslutning och skickar ingenting av sig själv.",
        },
        Systems = new()
        {
            Heading = "System för system",
            WholeSystem = "Hela systemet",
            Status = new Dictionary<SystemStatus, string>
            {
                [SystemStatus.NotAnswered] = "Har inte svarat än",
                [SystemStatus.AwaitsStaff] = "Har inte svarat än",
                [SystemStatus.Failed] = "Lyckades inte",
                [SystemStatus.SeveralMatch] = "Mer information behövs",
                [SystemStatus.AwaitsIdentifier] = "Mer information behövs",
                [SystemStatus.NotSearched] = "Inte genomsökt",
                [SystemStatus.Found] = "Uppgifter hittades",
                [SystemStatus.FoundInPart] = "Delvis utlämnat",
                [SystemStatus.NotGiven] = "Inte utlämnat",
                [SystemStatus.NotConcerned] = "Omfattas inte av rätten",
                [SystemStatus.NothingHeld] = "Inga uppgifter",
                [SystemStatus.NoAnswer] = "Inget svar",
            },
            NotAnswered = "Det här systemet har ännu inte lämnat hela sitt svar. Det är inte känt om det har fler uppgifter om dig.",
            AwaitsStaff = "En av våra anställda ska gå igenom det här systemet och är inte klar än.",
            FailedStaffLook = "Vår personal utreder saken.",
            SeveralMatch = "Flera personer motsvarar de uppgifter vi har fått, så vi kan inte avgöra vilka uppgifter som är dina.",
            NotSearchedYet = "Det här systemet har inte genomsökts: det går inte att söka i det med de uppgifter vi har fått.",
            NotSearched = "Det här systemet genomsöktes inte: det går inte att söka i det med det vi vet om dig.",
            GiveNow = types => $"Du kan fortfarande ge oss någon av de här uppgifterna: {types}.",
            GiveAnew = types => $"Du kan göra en ny begäran och ge oss någon av de här uppgifterna: {types}.",
            SearchedNothing = "Det här systemet genomsöktes, och inga uppgifter om dig hittades.",
            SearchedNothingCovered = "Det här systemet genomsöktes, och inga uppgifter som omfattas av den här rätten hittades.",
            StaffAnswered = "En av våra anställda lämnade svaret för det här systemet.",
            HowFound = "Vi sökte med",
            FromRequest = "som du uppgav",
            FromSystem = system => $"hittades i {system}",
            Category = "Kategori",
            Outcome = "Resultat",
            Count = "Poster",
            Why = "Varför",
            Until = date => $"Sparas till och med {date}.",
            UntilPassed = date => $"Skulle sparas till och med {date}.",
            Basis = "Bestämmelse",
            Data = "Uppgifter",
            Files = "Filer",
            RecordCount = (number, isOne) => isOne ? "1 post" : $"{number} poster",
            MoreInFolder = number => $"{number} till i mappen",
            Show = "Visa här",
            TooLarge = "För stor att visa här; öppna filen.",
            NotLinked = "Ingen länk, eftersom en fil av den här typen kan starta program. Öppna den bara om du känner till den.",
            EmptyValue = "tomt",
            Yes = "ja",
            No = "nej",
        },
        Rights = new()
        {
            Heading = "Dina rättigheter",
            Introduction = "Du kan också be oss",
            Rights =
            [
                "rätta uppgifter som är felaktiga eller ofullständiga",
                "radera uppgifter som vi inte har någon grund att spara",
                "begränsa användningen av dina uppgifter, till exempel medan det kontrolleras om de stämmer",
                "sluta använda dem där vi stöder oss på ett berättigat intresse eller en uppgift av allmänt intresse; direktmarknadsföring när som helst",
                "överföra de uppgifter som du själv har lämnat till dig eller till en annan tjänst, om vi använder dem med ditt samtycke eller för ett avtal",
                "sluta med det som grundar sig på ditt samtycke, genom att du återkallar det",
            ],
            Contact = "Kontakta oss",
            ComplaintHeading = "Om du inte är nöjd",
            Complaint = "Du kan lämna in ett klagomål till tillsynsmyndigheten. Det kostar ingenting.",
            Court = "Du kan också föra saken till domstol.",
        },
        Grounds = new Dictionary<Ground, string>
        {
            [Ground.ConditionNotMet] = "Villkoret som lagen ställer för den här rätten är inte uppfyllt för de här uppgifterna.",
            [Ground.NotBasedOnConsent] = "Uppgifterna används inte med stöd av ditt samtycke, så det finns inget samtycke att återkalla.",
            [Ground.CannotIdentify] = "Med det vi vet om dig kan vi inte avgöra vilka uppgifter här som är dina.",
            [Ground.FreedomOfExpression] = "Uppgifterna behövs för yttrande- och informationsfriheten.",
            [Ground.LegalObligation] = "Vi är enligt lag skyldiga att spara de här uppgifterna.",
            [Ground.PublicHealth] = "Uppgifterna behövs för folkhälsan.",
            [Ground.Archiving] = "Uppgifterna behövs för arkivering av allmänt intresse, forskning eller statistik.",
            [Ground.LegalClaims] = "Uppgifterna behövs för att göra gällande eller bemöta ett rättsligt anspråk.",
            [Ground.RightsOfOthers] = "Att lämna ut uppgifterna skulle kränka andra människors rättigheter och friheter.",
            [Ground.NationalLaw] = "Nationell lag begränsar den här rätten.",
            [Ground.HeldAsProcessor] = "Vi behandlar uppgifterna för ett annat företags räkning. Det företaget svarar på begäranden om dem.",
        },
        Outcomes = new()
        {
            Given = "Utlämnat till dig",
            GivenElsewhere = "Besvarat, men inte i de här filerna",
            NothingHeld = "Inga uppgifter",
            NotConcerned = "Uppgifter finns men omfattas inte av den här rätten",
            Retained = "Sparas, inte utlämnat",
            KeptAndGiven = "Sparas fortfarande",
            Refused = "Inte utlämnat",
            Residue = "Lyckades inte helt",
            Failed = "Lyckades inte",
        },
    };
}
