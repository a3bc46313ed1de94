using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging.Texts;

internal static class SwedishTexts
{
    public static readonly PackageTexts Texts = new()
    {
        Tag = "sv",
        DatePattern = "d.M.yyyy",
        TimePattern = "' kl. 'H.mm",
        GroupSeparator = "\u00A0",
        Page = new()
        {
            SkipLink = "Gå till sammanfattningen",
            AccessTitle = "En kopia av dina personuppgifter",
            PortabilityTitle = "Dina personuppgifter att ta med dig",
            AccessIntroduction = "Du frågade vilka personuppgifter vi har om dig. Den här sidan berättar vad vi hittade "
                + "i vart och ett av våra "
                + "system, vad vi inte kunde ge och varför. Själva uppgifterna finns i filerna bredvid den här sidan.",
            PortabilityIntroduction = "Du bad om uppgifterna som du har gett oss i en form som en annan tjänst kan "
                + "läsa. Den här sidan berättar vad "
                + "vi hittade i vart och ett av våra system, vad vi inte kunde ge och varför. Uppgifterna finns i "
                    + "filerna bredvid den här sidan.",
            CaseNumber = "Ärende",
            Right = "Din rättighet",
            AccessRight = "Rätt till tillgång (dataskyddsförordningen, artikel 15)",
            PortabilityRight = "Rätt till dataportabilitet (dataskyddsförordningen, artikel 20)",
            Received = "Begäran mottagen",
            Created = "Kopian gjord",
            Summary = "I korthet",
            SystemsAsked = "system",
            RecordsFound = "poster",
            FilesFound = "filer",
            NotAnsweredYet = "har inte svarat än",
            Complete = "Alla system har svarat. Den här kopian är fullständig.",
            Incomplete = (count, deadline) => (count == 1
                ? "Ett system har inte svarat än, så den här kopian är inte fullständig."
                : $"{count} system har inte svarat än, så den här kopian är inte fullständig.")
                + (deadline is null ? " Handläggningen fortsätter." : $" Handläggningen fortsätter och du får svar senast {deadline}."),
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
                [LegalBasis.VitalInterest] = "grundläggande intresse",
                [LegalBasis.PublicTask] = "allmänt intresse eller myndighetsutövning",
                [LegalBasis.LegitimateInterest] = "berättigat intresse",
            },
            Recipients = "Vem som får dem",
            Sources = "Varifrån de kommer",
            Retention = "Hur länge de sparas",
            Transfers = "Överföring utanför EU och EES",
            AutomatedDecisions = "Automatiska beslut och profilering",
            Notice = "Dataskyddsbeskrivning",
            AboutPackage = "Om de här filerna",
            AboutPackageLines =
            [
                "JSON-filerna innehåller alla uppgifter precis så som våra system gav dem.",
                "CSV-filerna visar samma uppgifter som en tabell som kan öppnas i ett kalkylprogram. En text som "
                    + "programmet kunde ta för en formel "
                    + "börjar med en apostrof (') som inte hör till uppgiften.",
                "Tecken som är osynliga eller vänder textens riktning visas på den här sidan med sin kod, till exempel U+202E.",
                "I manifest.json finns en förteckning över alla filer med storlek och SHA-256-kontrollsumma, så att en "
                    + "ändring kan märkas.",
                "Filerna innehåller dina personuppgifter. Förvara dem där bara du kan läsa dem.",
            ],
            Footer = "Den här sidan fungerar utan nätförbindelse och skickar ingenting någonstans.",
        },
        Systems = new()
        {
            Heading = "System för system",
            WholeSystem = "Hela systemet",
            StateFound = "Uppgifter hittades",
            StateNothing = "Inga uppgifter",
            StatePart = "Getts delvis",
            StateRefused = "Getts inte",
            StateFailed = "Lyckades inte",
            StateOpen = "Har inte svarat än",
            OpenExplained = "Det här systemet har ännu inte gett hela sitt svar. Det är inte känt om det har fler uppgifter om dig.",
            NeedsInformation = types => $"Flera personer motsvarar det vi fick veta. Vi kan känna igen dina uppgifter "
                + $"om du ger oss: {types}.",
            NothingExplained = "Det här systemet genomsöktes och har inga uppgifter om dig.",
            HowFound = "Vi sökte med",
            FromRequest = "från din begäran",
            FromSystem = system => $"hittades i {system}",
            ByHand = "En av våra anställda sökte i det här systemet.",
            Category = "Slag av uppgifter",
            Outcome = "Resultat",
            Count = "Poster",
            Why = "Varför",
            Until = date => $"Sparas till {date}.",
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
                "sluta använda dem, när vi stöder oss på vårt berättigade intresse; direktmarknadsföring när som helst",
                "ge uppgifterna som du har gett oss till dig eller till en annan tjänst",
                "sluta med det som bygger på ditt samtycke, genom att du återkallar det",
            ],
            Contact = "Kontakta oss",
            ComplaintHeading = "Om du inte är nöjd",
            Complaint = "Du kan lämna in ett klagomål till tillsynsmyndigheten. Det kostar ingenting.",
            Court = "Du kan också föra saken till domstol.",
        },
        Grounds = new Dictionary<Ground, string>
        {
            [Ground.ConditionNotMet] = "Villkoret som lagen ställer för den här rättigheten är inte uppfyllt för de här uppgifterna.",
            [Ground.NotBasedOnConsent] = "Uppgifterna används inte med stöd av ditt samtycke, så det finns inget samtycke att återkalla.",
            [Ground.CannotIdentify] = "Med det vi fick veta kan vi inte avgöra vilka uppgifter som är dina. Du kan ge "
                + "oss mer information.",
            [Ground.FreedomOfExpression] = "Uppgifterna behövs för yttrande- och informationsfriheten.",
            [Ground.LegalObligation] = "Lagen ålägger oss att spara de här uppgifterna, till exempel för bokföringen.",
            [Ground.PublicHealth] = "Uppgifterna behövs för folkhälsan.",
            [Ground.Archiving] = "Uppgifterna behövs för arkivering av allmänt intresse, forskning eller statistik.",
            [Ground.LegalClaims] = "Uppgifterna behövs för att göra gällande eller besvara ett rättsligt anspråk.",
            [Ground.RightsOfOthers] = "Att ge uppgifterna skulle kränka andra människors rättigheter och friheter.",
            [Ground.NationalLaw] = "Nationell lag begränsar den här rättigheten.",
            [Ground.HeldAsProcessor] = "Vi har uppgifterna för ett annat företags räkning. Vi har förmedlat din begäran till det.",
        },
        Outcomes = new Dictionary<OutcomeKind, string>
        {
            [OutcomeKind.Done] = "Getts till dig",
            [OutcomeKind.NothingHeld] = "Inga uppgifter",
            [OutcomeKind.NotConcerned] = "Uppgifter finns men berörs inte av din begäran",
            [OutcomeKind.Retained] = "Sparas, getts inte",
            [OutcomeKind.Refused] = "Getts inte",
            [OutcomeKind.Residue] = "Våra anställda kontrollerar",
            [OutcomeKind.Failed] = "Lyckades inte; våra anställda utreder saken",
        },
        Identifiers = new Dictionary<string, string>
        {
            ["email"] = "e-postadress",
            ["phone"] = "telefonnummer",
            ["name"] = "namn",
            ["customer_number"] = "kundnummer",
            ["user_name"] = "användarnamn",
            ["session_id"] = "sessions-id",
            ["visitor_id"] = "besökar-id",
            ["client_id"] = "klient-id",
            ["ip_address"] = "IP-adress",
        },
        Categories = new Dictionary<string, string>
        {
            ["user"] = "Uppgifter om dig",
            ["user.name"] = "Namn",
            ["user.contact"] = "Kontaktuppgifter",
            ["user.contact.email"] = "E-postadress",
            ["user.contact.phone_number"] = "Telefonnummer",
            ["user.contact.address"] = "Postadress",
            ["user.account"] = "Användarkonto",
            ["user.account.username"] = "Användarnamn",
            ["user.behavior"] = "Användning av tjänster",
            ["user.behavior.browsing_history"] = "Webbhistorik",
            ["user.behavior.purchase_history"] = "Köp",
            ["user.communication"] = "Meddelanden och samtal",
            ["user.content"] = "Det du har skrivit eller skickat",
            ["user.device"] = "Enheter",
            ["user.device.ip_address"] = "IP-adress",
            ["user.device.cookie_id"] = "Kakor",
            ["user.financial"] = "Betalningar och fakturering",
            ["user.job_title"] = "Titel",
            ["user.workplace"] = "Arbetsgivare",
            ["user.location"] = "Plats",
            ["user.privacy_preferences"] = "Samtycken och val",
            ["user.unique_id"] = "Identifierare",
            ["system"] = "Tekniska uppgifter",
        },
        Authority = new(
            "Dataombudsmannens byrå",
            "PB 800, 00531 Helsingfors · tietosuoja@om.fi · 029 566 6700",
            new Uri("https://tietosuoja.fi/sv/startsida")),
    };
}
