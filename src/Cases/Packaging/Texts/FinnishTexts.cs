using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging.Texts;

internal static class FinnishTexts
{
    public static readonly PackageTexts Texts = new()
    {
        Tag = "fi",
        DatePattern = "d.M.yyyy",
        TimePattern = "' klo 'H.mm",
        GroupSeparator = "\u00A0",
        Page = new()
        {
            SkipLink = "Siirry yhteenvetoon",
            AccessTitle = "Kopio henkilötiedoistasi",
            PortabilityTitle = "Henkilötietosi siirrettävässä muodossa",
            AccessIntroduction = "Kysyit, mitä henkilötietoja meillä on sinusta. Tällä sivulla kerrotaan, mitä kustakin "
                + "järjestelmästämme "
                + "löytyi, mitä emme voineet antaa ja miksi. Itse tiedot ovat tämän sivun vieressä olevissa tiedostoissa.",
            PortabilityIntroduction = "Pyysit meille antamasi tiedot muodossa, jota toinen palvelu osaa lukea. Tällä "
                + "sivulla kerrotaan, mitä "
                + "kustakin järjestelmästämme löytyi, mitä emme voineet antaa ja miksi. Tiedot ovat tämän sivun "
                    + "vieressä olevissa tiedostoissa.",
            CaseNumber = "Asian tunnus",
            Right = "Oikeutesi",
            AccessRight = "Oikeus saada pääsy tietoihin (tietosuoja-asetus, 15 artikla)",
            PortabilityRight = "Oikeus siirtää tiedot järjestelmästä toiseen (tietosuoja-asetus, 20 artikla)",
            Received = "Pyyntö vastaanotettu",
            Created = "Kopio tehty",
            Summary = "Lyhyesti",
            SystemsAsked = "järjestelmää",
            RecordsFound = "tietuetta",
            FilesFound = "tiedostoa",
            NotAnsweredYet = "vielä vastaamatta",
            Complete = "Kaikki järjestelmät ovat vastanneet. Tämä kopio on täydellinen.",
            Incomplete = (count, deadline) => (count == 1
                ? "Yksi järjestelmä ei ole vielä vastannut, joten tämä kopio ei ole täydellinen."
                : $"{count} järjestelmää ei ole vielä vastannut, joten tämä kopio ei ole täydellinen.")
                + (deadline is null ? " Käsittely jatkuu." : $" Käsittely jatkuu, ja saat vastauksen viimeistään {deadline}."),
            System = "Järjestelmä",
            Result = "Tulos",
            Records = "Tietueita",
            Files = "Tiedostoja",
            HowDataIsUsed = "Miten tietojasi käytetään",
            Purposes = "Käyttötarkoitukset",
            LegalBases = "Käsittelyn oikeusperuste",
            LegalBasisNames = new Dictionary<LegalBasis, string>
            {
                [LegalBasis.Consent] = "suostumus",
                [LegalBasis.Contract] = "sopimus",
                [LegalBasis.LegalObligation] = "lakisääteinen velvoite",
                [LegalBasis.VitalInterest] = "elintärkeä etu",
                [LegalBasis.PublicTask] = "yleinen etu tai julkinen valta",
                [LegalBasis.LegitimateInterest] = "oikeutettu etu",
            },
            Recipients = "Kenelle tietoja luovutetaan",
            Sources = "Mistä tiedot on saatu",
            Retention = "Kuinka kauan tietoja säilytetään",
            Transfers = "Siirrot EU:n ja ETA:n ulkopuolelle",
            AutomatedDecisions = "Automaattiset päätökset ja profilointi",
            Notice = "Tietosuojaseloste",
            AboutPackage = "Tietoa näistä tiedostoista",
            AboutPackageLines =
            [
                "JSON-tiedostoissa ovat tiedot kokonaan ja juuri sellaisina kuin järjestelmämme ne antoivat.",
                "CSV-tiedostoissa samat tiedot ovat taulukkona, jonka voi avata taulukkolaskentaohjelmassa. Jos ohjelma "
                    + "voisi tulkita tekstin "
                    + "kaavaksi, sen alussa on heittomerkki ('), joka ei kuulu tietoon.",
                "Näkymättömät ja tekstin suuntaa kääntävät merkit näytetään tällä sivulla koodeina, esimerkiksi U+202E.",
                "Tiedostossa manifest.json on luettelo kaikista tiedostoista, niiden koot ja SHA-256-tarkisteet, joista "
                    + "muutoksen voi huomata.",
                "Tiedostoissa on henkilötietojasi. Säilytä ne paikassa, jossa vain sinä voit lukea ne.",
            ],
            Footer = "Tämä sivu toimii ilman verkkoyhteyttä eikä lähetä mitään mihinkään.",
        },
        Systems = new()
        {
            Heading = "Järjestelmä kerrallaan",
            WholeSystem = "Koko järjestelmä",
            StateFound = "Tietoja löytyi",
            StateNothing = "Ei tietoja",
            StatePart = "Annettu osittain",
            StateRefused = "Ei annettu",
            StateFailed = "Ei onnistunut",
            StateOpen = "Vielä vastaamatta",
            OpenExplained = "Tämä järjestelmä ei ole vielä vastannut kokonaan. Ei tiedetä, onko siinä lisää tietoja sinusta.",
            NeedsInformation = types => $"Antamasi tiedot sopivat useaan henkilöön. Voimme tunnistaa sinun tietosi, jos "
                + $"annat meille: {types}.",
            NothingExplained = "Tästä järjestelmästä haettiin, eikä siinä ole tietoja sinusta.",
            HowFound = "Haimme näillä tunnisteilla",
            FromRequest = "pyynnöstäsi",
            FromSystem = system => $"löytyi järjestelmästä {system}",
            ByHand = "Työntekijämme haki tiedot tästä järjestelmästä.",
            Category = "Tietojen laji",
            Outcome = "Tulos",
            Count = "Tietueita",
            Why = "Miksi",
            Until = date => $"Säilytetään {date} asti.",
            Basis = "Säännös",
            Data = "Tiedot",
            Files = "Tiedostot",
            RecordCount = (number, isOne) => isOne ? "1 tietue" : $"{number} tietuetta",
            MoreInFolder = number => $"{number} muuta kansiossa",
            Show = "Näytä tässä",
            TooLarge = "Liian suuri näytettäväksi tässä; avaa tiedosto.",
            NotLinked = "Ei linkkiä, koska tällainen tiedosto voi käynnistää ohjelmia. Avaa se vain, jos tunnet sen.",
            EmptyValue = "tyhjä",
            Yes = "kyllä",
            No = "ei",
        },
        Rights = new()
        {
            Heading = "Oikeutesi",
            Introduction = "Voit myös pyytää meitä",
            Rights =
            [
                "oikaisemaan tiedot, jotka ovat virheellisiä tai puutteellisia",
                "poistamaan tiedot, joiden säilyttämiseen meillä ei ole perustetta",
                "rajoittamaan tietojesi käyttöä esimerkiksi siksi aikaa, kun niiden oikeellisuus tarkistetaan",
                "lopettamaan oikeutettuun etuun perustuvan käytön; suoramarkkinoinnin milloin tahansa",
                "antamaan antamasi tiedot sinulle tai toiselle palvelulle",
                "lopettamaan suostumukseesi perustuvan käytön, kun peruutat suostumuksesi",
            ],
            Contact = "Ota yhteyttä",
            ComplaintHeading = "Jos olet tyytymätön",
            Complaint = "Voit tehdä valituksen valvontaviranomaiselle. Se ei maksa mitään.",
            Court = "Voit myös viedä asian tuomioistuimeen.",
        },
        Grounds = new Dictionary<Ground, string>
        {
            [Ground.ConditionNotMet] = "Laissa tälle oikeudelle säädetty edellytys ei täyty näiden tietojen osalta.",
            [Ground.NotBasedOnConsent] = "Näiden tietojen käyttö ei perustu suostumukseesi, joten peruutettavaa suostumusta ei ole.",
            [Ground.CannotIdentify] = "Saamillamme tiedoilla emme pysty erottamaan, mitkä tiedot ovat sinun. Voit antaa "
                + "meille lisätietoja.",
            [Ground.FreedomOfExpression] = "Tietoja tarvitaan sananvapauden ja tiedonvälityksen vapauden vuoksi.",
            [Ground.LegalObligation] = "Laki velvoittaa meidät säilyttämään nämä tiedot, esimerkiksi kirjanpitoa varten.",
            [Ground.PublicHealth] = "Tietoja tarvitaan kansanterveyden vuoksi.",
            [Ground.Archiving] = "Tietoja tarvitaan yleisen edun mukaiseen arkistointiin, tutkimukseen tai tilastointiin.",
            [Ground.LegalClaims] = "Tietoja tarvitaan oikeudellisen vaateen esittämiseen tai siihen vastaamiseen.",
            [Ground.RightsOfOthers] = "Tietojen antaminen loukkaisi muiden ihmisten oikeuksia ja vapauksia.",
            [Ground.NationalLaw] = "Kansallinen laki rajoittaa tätä oikeutta.",
            [Ground.HeldAsProcessor] = "Säilytämme näitä tietoja toisen yrityksen puolesta. Välitimme pyyntösi sille.",
        },
        Outcomes = new Dictionary<OutcomeKind, string>
        {
            [OutcomeKind.Done] = "Annettu sinulle",
            [OutcomeKind.NothingHeld] = "Ei tietoja",
            [OutcomeKind.NotConcerned] = "Tietoja on, mutta pyyntösi ei koske niitä",
            [OutcomeKind.Retained] = "Säilytetään, ei annettu",
            [OutcomeKind.Refused] = "Ei annettu",
            [OutcomeKind.Residue] = "Työntekijämme tarkistaa",
            [OutcomeKind.Failed] = "Ei onnistunut; työntekijämme selvittää asiaa",
        },
        Identifiers = new Dictionary<string, string>
        {
            ["email"] = "sähköpostiosoite",
            ["phone"] = "puhelinnumero",
            ["name"] = "nimi",
            ["customer_number"] = "asiakasnumero",
            ["user_name"] = "käyttäjätunnus",
            ["session_id"] = "istunnon tunnus",
            ["visitor_id"] = "kävijätunnus",
            ["client_id"] = "asiakasohjelman tunnus",
            ["ip_address"] = "IP-osoite",
        },
        Categories = new Dictionary<string, string>
        {
            ["user"] = "Tietoja sinusta",
            ["user.name"] = "Nimi",
            ["user.contact"] = "Yhteystiedot",
            ["user.contact.email"] = "Sähköpostiosoite",
            ["user.contact.phone_number"] = "Puhelinnumero",
            ["user.contact.address"] = "Postiosoite",
            ["user.account"] = "Käyttäjätili",
            ["user.account.username"] = "Käyttäjätunnus",
            ["user.behavior"] = "Palvelujen käyttö",
            ["user.behavior.browsing_history"] = "Selaushistoria",
            ["user.behavior.purchase_history"] = "Ostokset",
            ["user.communication"] = "Viestit ja keskustelut",
            ["user.content"] = "Kirjoittamasi tai lähettämäsi sisältö",
            ["user.device"] = "Laitteet",
            ["user.device.ip_address"] = "IP-osoite",
            ["user.device.cookie_id"] = "Evästeet",
            ["user.financial"] = "Maksut ja laskutus",
            ["user.job_title"] = "Tehtävänimike",
            ["user.workplace"] = "Työnantaja",
            ["user.location"] = "Sijainti",
            ["user.privacy_preferences"] = "Suostumukset ja valinnat",
            ["user.unique_id"] = "Tunnisteet",
            ["system"] = "Tekniset tiedot",
        },
        Authority = new(
            "Tietosuojavaltuutetun toimisto",
            "PL 800, 00531 Helsinki · tietosuoja@om.fi · 029 566 6700",
            new Uri("https://tietosuoja.fi/etusivu")),
    };
}
