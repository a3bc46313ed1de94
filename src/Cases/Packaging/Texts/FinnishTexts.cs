using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging.Texts;

internal static class FinnishTexts
{
    public static readonly PackageTexts Texts = new()
    {
        Tag = "fi",
        GroupSeparator = "\u00A0",
        Page = new()
        {
            SkipLink = "Siirry yhteenvetoon",
            AccessTitle = "Kopio henkilötiedoistasi",
            PortabilityTitle = "Henkilötietosi siirrettävässä muodossa",
            AccessIntroduction = "Kysyit, mitä henkilötietoja meillä on sinusta. Tällä sivulla on vastauksemme järjestelmittäin: mitä annamme sinulle, "
                + "mitä emme anna ja miksi.",
            PortabilityIntroduction = "Pyysit meille antamasi tiedot muodossa, jota toinen palvelu osaa lukea. Tällä sivulla on vastauksemme "
                + "järjestelmittäin: mitä annamme sinulle, mitä emme anna ja miksi.",
            DataIsInFiles = "Itse tiedot ovat tämän sivun mukana olevissa tiedostoissa.",
            NoDataInFiles = "Tässä paketissa ei ole tietoja.",
            CaseNumber = "Asian tunnus",
            Right = "Oikeutesi",
            AccessRight = "Oikeus saada pääsy tietoihin (tietosuoja-asetuksen 15 artikla)",
            PortabilityRight = "Oikeus siirtää tiedot järjestelmästä toiseen (tietosuoja-asetuksen 20 artikla)",
            Received = "Pyyntö vastaanotettu",
            Created = "Kopio luotu",
            Summary = "Lyhyesti",
            Systems = number => number == 1 ? "järjestelmä" : "järjestelmää",
            RecordsFound = number => number == 1 ? "tietue" : "tietuetta",
            FilesFound = number => number == 1 ? "tiedosto" : "tiedostoa",
            NotAnsweredYet = "vielä vastaamatta",
            Completeness = new()
            {
                All = "Kaikki järjestelmät ovat vastanneet. Tämä kopio on kattava.",
                Nothing = "Kaikki järjestelmät ovat vastanneet. Tietoja sinusta ei löytynyt.",
                NothingCovered = "Kaikki järjestelmät ovat vastanneet. Tietoja, joita tämä oikeus koskee, ei löytynyt.",
                Part = "Pyyntösi on käsitelty, mutta kaikki ei ole näissä tiedostoissa. Taulukosta näet, mitä puuttuu, ja kunkin järjestelmän kohdalla "
                    + "kerrotaan miksi.",
                Open = count => count == 1
                    ? "Yksi järjestelmä ei ole vielä vastannut, joten tämä kopio ei ole kattava."
                    : $"{count} järjestelmää ei ole vielä vastannut, joten tämä kopio ei ole kattava.",
                Closing = "Pyyntösi käsittely on vielä kesken, joten tämä kopio voi muuttua.",
                Deadline = day => $"Käsittely jatkuu. Lain mukaan meidän on vastattava viimeistään {day}.",
                Overdue = day => $"Lain mukaan meidän olisi pitänyt vastata viimeistään {day}. Vastauksemme on myöhässä, ja käsittely jatkuu.",
            },
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
                [LegalBasis.VitalInterest] = "elintärkeiden etujen suojaaminen",
                [LegalBasis.PublicTask] = "yleistä etua koskeva tehtävä tai julkisen vallan käyttö",
                [LegalBasis.LegitimateInterest] = "oikeutettu etu",
            },
            Recipients = "Kenelle tietoja luovutetaan",
            Sources = "Mistä tiedot on saatu",
            Retention = "Kuinka kauan tietoja säilytetään",
            Transfers = "Siirrot EU:n ja ETA:n ulkopuolelle",
            AutomatedDecisions = "Automaattiset päätökset ja profilointi",
            Notice = "Tietosuojaseloste",
            AboutPackage = "Tietoa näistä tiedostoista",
            About = new()
            {
                Json = "JSON-tiedostoissa ovat tiedot juuri sellaisina kuin järjestelmämme ne antoivat.",
                Csv = "CSV-tiedostoissa samat tiedot ovat taulukkona, jonka voi avata taulukkolaskentaohjelmassa. Jos ohjelma voisi tulkita tekstin kaavaksi, "
                    + "tekstissä on heittomerkki ('), joka ei kuulu tietoon.",
                Codes = "Näkymättömät ja tekstin suuntaa kääntävät merkit näytetään tällä sivulla koodeina, esimerkiksi U+202E.",
                Manifest = "Tiedostossa manifest.json on luettelo kaikista muista tiedostoista, niiden koot ja SHA-256-tarkisteet, joista muutoksen voi huomata.",
                Keep = "Tämä paketti kertoo sinusta. Säilytä se paikassa, jossa vain sinä voit lukea sen.",
            },
            Footer = "Tämä sivu toimii ilman verkkoyhteyttä eikä lähetä itsestään mitään.",
        },
        Systems = new()
        {
            Heading = "Järjestelmittäin",
            WholeSystem = "Koko järjestelmä",
            Status = new Dictionary<SystemStatus, string>
            {
                [SystemStatus.NotAnswered] = "Vielä vastaamatta",
                [SystemStatus.AwaitsStaff] = "Vielä vastaamatta",
                [SystemStatus.Failed] = "Ei onnistunut",
                [SystemStatus.SeveralMatch] = "Tarvitaan lisätietoja",
                [SystemStatus.AwaitsIdentifier] = "Tarvitaan lisätietoja",
                [SystemStatus.NotSearched] = "Ei haettu",
                [SystemStatus.Found] = "Tietoja löytyi",
                [SystemStatus.FoundInPart] = "Annettu osittain",
                [SystemStatus.NotGiven] = "Ei annettu",
                [SystemStatus.NotConcerned] = "Oikeus ei koske tietoja",
                [SystemStatus.NothingHeld] = "Ei tietoja",
                [SystemStatus.NoAnswer] = "Ei vastausta",
            },
            NotAnswered = "Tämä järjestelmä ei ole vielä vastannut kokonaan. Ei tiedetä, onko siinä lisää tietoja sinusta.",
            AwaitsStaff = "Työntekijämme käy tämän järjestelmän läpi, eikä se ole vielä valmis.",
            FailedStaffLook = "Työntekijämme selvittää asiaa.",
            SeveralMatch = "Saamamme tiedot sopivat useaan henkilöön, joten emme pysty erottamaan, mitkä tiedot ovat sinun.",
            NotSearchedYet = "Tästä järjestelmästä ei ole haettu: siitä ei voi hakea saamillamme tiedoilla.",
            NotSearched = "Tästä järjestelmästä ei haettu: siitä ei voi hakea niillä tiedoilla, jotka meillä on sinusta.",
            GiveNow = types => $"Voit vielä antaa meille jonkin näistä: {types}.",
            GiveAnew = types => $"Voit tehdä uuden pyynnön ja antaa meille jonkin näistä: {types}.",
            SearchedNothing = "Tästä järjestelmästä haettiin, eikä sieltä löytynyt tietoja sinusta.",
            SearchedNothingCovered = "Tästä järjestelmästä haettiin, eikä sieltä löytynyt tietoja, joita tämä oikeus koskee.",
            StaffAnswered = "Vastauksen tästä järjestelmästä antoi työntekijämme.",
            HowFound = "Haimme näillä tunnisteilla",
            FromRequest = "jonka ilmoitit",
            FromSystem = system => $"löytyi järjestelmästä {system}",
            Category = "Tietoryhmä",
            Outcome = "Tulos",
            Count = "Tietueita",
            Why = "Miksi",
            Until = date => $"Säilytetään {date} asti.",
            UntilPassed = date => $"Oli säilytettävä {date} asti.",
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
                "lopettamaan käytön, joka perustuu oikeutettuun etuun tai yleistä etua koskevaan tehtävään, ja suoramarkkinoinnin milloin tahansa",
                "siirtämään itse antamasi tiedot sinulle tai toiselle palvelulle, jos käytämme niitä suostumuksesi tai sopimuksen perusteella",
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
            [Ground.CannotIdentify] = "Niillä tiedoilla, jotka meillä on sinusta, emme pysty erottamaan, mitkä tämän järjestelmän tiedot ovat sinun.",
            [Ground.FreedomOfExpression] = "Tietoja tarvitaan sananvapauden ja tiedonvälityksen vapauden vuoksi.",
            [Ground.LegalObligation] = "Laki velvoittaa meidät säilyttämään nämä tiedot.",
            [Ground.PublicHealth] = "Tietoja tarvitaan kansanterveyden vuoksi.",
            [Ground.Archiving] = "Tietoja tarvitaan yleisen edun mukaiseen arkistointiin, tutkimukseen tai tilastointiin.",
            [Ground.LegalClaims] = "Tietoja tarvitaan oikeudellisen vaateen esittämiseen tai siihen vastaamiseen.",
            [Ground.RightsOfOthers] = "Tietojen antaminen loukkaisi muiden ihmisten oikeuksia ja vapauksia.",
            [Ground.NationalLaw] = "Kansallinen laki rajoittaa tätä oikeutta.",
            [Ground.HeldAsProcessor] = "Käsittelemme näitä tietoja toisen yrityksen lukuun. Se vastaa tietoja koskeviin pyyntöihin.",
        },
        Outcomes = new()
        {
            Given = "Annettu sinulle",
            GivenElsewhere = "Vastattu, mutta ei näissä tiedostoissa",
            NothingHeld = "Ei tietoja",
            NotConcerned = "Tietoja on, mutta tämä oikeus ei koske niitä",
            Retained = "Säilytetään, ei annettu",
            KeptAndGiven = "Säilytetään yhä",
            Refused = "Ei annettu",
            Residue = "Ei onnistunut kokonaan",
            Failed = "Ei onnistunut",
        },
    };
}
