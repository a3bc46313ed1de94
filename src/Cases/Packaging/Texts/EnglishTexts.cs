using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging.Texts;

internal static class EnglishTexts
{
    public static readonly PackageTexts Texts = new()
    {
        Tag = "en",
        GroupSeparator = ",",
        Page = new()
        {
            SkipLink = "Skip to the summary",
            AccessTitle = "A copy of your personal data",
            PortabilityTitle = "Your personal data to take with you",
            AccessIntroduction = "You asked what personal data we hold about you. This page shows our answer system by system: what we give you, and what "
                + "we do not give and why.",
            PortabilityIntroduction = "You asked for the data you have given us in a form that another service can read. This page shows our answer system "
                + "by system: what we give you, and what we do not give and why.",
            DataIsInFiles = "The data itself is in the files beside this page.",
            NoDataInFiles = "There is no data in this package.",
            CaseNumber = "Case",
            Right = "Your right",
            AccessRight = "Right of access (GDPR, Article 15)",
            PortabilityRight = "Right to data portability (GDPR, Article 20)",
            Received = "Request received",
            Created = "This copy made",
            Summary = "In short",
            Systems = number => number == 1 ? "system" : "systems",
            RecordsFound = number => number == 1 ? "record" : "records",
            FilesFound = number => number == 1 ? "file" : "files",
            NotAnsweredYet = "not answered yet",
            Completeness = new()
            {
                All = "Every system has answered. This copy is complete.",
                Nothing = "Every system has answered. No data about you was found.",
                NothingCovered = "Every system has answered. No data that this right covers was found.",
                Part = "We have finished with your request, but not everything is in these files. The table shows what is missing, and the section of each "
                    + "system says why.",
                Open = count => count == 1
                    ? "One system has not answered yet, so this copy is not complete."
                    : $"{count} systems have not answered yet, so this copy is not complete.",
                Closing = "We have not finished with your request yet, so this copy may still change.",
                Deadline = day => $"We are still working on it. The law gives us until {day} to answer.",
                Overdue = day => $"The time that the law gives us to answer ended on {day}. Our answer is late, and we are still working on it.",
            },
            System = "System",
            Result = "Result",
            Records = "Records",
            Files = "Files",
            HowDataIsUsed = "How your data is used",
            Purposes = "What it is used for",
            LegalBases = "Legal basis",
            LegalBasisNames = new Dictionary<LegalBasis, string>
            {
                [LegalBasis.Consent] = "consent",
                [LegalBasis.Contract] = "contract",
                [LegalBasis.LegalObligation] = "legal obligation",
                [LegalBasis.VitalInterest] = "vital interests",
                [LegalBasis.PublicTask] = "public task",
                [LegalBasis.LegitimateInterest] = "legitimate interests",
            },
            Recipients = "Who receives it",
            Sources = "Where it comes from",
            Retention = "How long it is kept",
            Transfers = "Transfers outside the EU and EEA",
            AutomatedDecisions = "Automated decisions and profiling",
            Notice = "Privacy notice",
            AboutPackage = "About these files",
            About = new()
            {
                Json = "The JSON files hold the data exactly as our systems gave it.",
                Csv = "The CSV files show the same data as a table that opens in a spreadsheet. Where a spreadsheet could take a text for a formula, there is "
                    + "an apostrophe (') that is not part of the data.",
                Codes = "Characters that are invisible or turn the direction of text are shown on this page by their code, such as U+202E.",
                Manifest = "manifest.json lists every other file with its size and SHA-256 checksum, so that a change can be noticed.",
                Keep = "This package tells about you. Keep it where only you can read it.",
            },
            Footer = "This page needs no network connection and sends nothing by itself.",
        },
        Systems = new()
        {
            Heading = "System by system",
            WholeSystem = "Whole system",
            Status = new Dictionary<SystemStatus, string>
            {
                [SystemStatus.NotAnswered] = "Not answered yet",
                [SystemStatus.AwaitsStaff] = "Not answered yet",
                [SystemStatus.Failed] = "Did not succeed",
                [SystemStatus.SeveralMatch] = "More information needed",
                [SystemStatus.AwaitsIdentifier] = "More information needed",
                [SystemStatus.NotSearched] = "Not searched",
                [SystemStatus.Found] = "Data found",
                [SystemStatus.FoundInPart] = "Given in part",
                [SystemStatus.NotGiven] = "Not given",
                [SystemStatus.NotConcerned] = "Not covered by this right",
                [SystemStatus.NothingHeld] = "No data",
                [SystemStatus.NoAnswer] = "No answer",
            },
            NotAnswered = "This system has not given its full answer yet. It is not known whether it holds more data about you.",
            AwaitsStaff = "A member of our staff is to go through this system and has not finished yet.",
            FailedStaffLook = "Our staff are looking into it.",
            SeveralMatch = "Several people match what we were given, so we cannot tell which data is yours.",
            NotSearchedYet = "This system has not been searched: it cannot be searched with what we were given.",
            NotSearched = "This system was not searched: it cannot be searched with what we know of you.",
            GiveNow = types => $"You can still give us one of these: {types}.",
            GiveAnew = types => $"You can make a new request and give us one of these: {types}.",
            SearchedNothing = "This system was searched, and no data about you was found.",
            SearchedNothingCovered = "This system was searched, and no data that this right covers was found.",
            StaffAnswered = "A member of our staff gave the answer for this system.",
            HowFound = "We searched by",
            FromRequest = "which you gave",
            FromSystem = system => $"found in {system}",
            Category = "Kind of data",
            Outcome = "Outcome",
            Count = "Records",
            Why = "Why",
            Until = date => $"Kept until {date}.",
            UntilPassed = date => $"It had to be kept until {date}.",
            Basis = "Provision",
            Data = "Data",
            Files = "Files",
            RecordCount = (number, isOne) => isOne ? "1 record" : $"{number} records",
            MoreInFolder = number => $"{number} more in the folder",
            Show = "Show here",
            TooLarge = "Too large to show here; open the file.",
            NotLinked = "Not linked, because a file of this type can run programs. Open it only if you know it.",
            EmptyValue = "empty",
            Yes = "yes",
            No = "no",
        },
        Rights = new()
        {
            Heading = "Your rights",
            Introduction = "You can also ask us",
            Rights =
            [
                "to correct data that is wrong or incomplete",
                "to erase data that we have no ground to keep",
                "to restrict the use of your data, for example while its accuracy is checked",
                "to stop using it where we rely on a legitimate interest or a public task; for direct marketing at any time",
                "to give you, or another service, the data you have given us, where we use it with your consent or for a contract",
                "to stop what rests on your consent, by withdrawing it",
            ],
            Contact = "Ask us",
            ComplaintHeading = "If you are not satisfied",
            Complaint = "You can complain to the supervisory authority. It costs nothing.",
            Court = "You can also take the matter to a court.",
        },
        Grounds = new Dictionary<Ground, string>
        {
            [Ground.ConditionNotMet] = "The condition that the law sets for this right is not met for this data.",
            [Ground.NotBasedOnConsent] = "This data is not used on the ground of your consent, so there is none to withdraw.",
            [Ground.CannotIdentify] = "With what we know of you we cannot tell which data here is yours.",
            [Ground.FreedomOfExpression] = "The data is needed for freedom of expression and information.",
            [Ground.LegalObligation] = "A law obliges us to keep this data.",
            [Ground.PublicHealth] = "The data is needed in the interest of public health.",
            [Ground.Archiving] = "The data is needed for archiving in the public interest, research or statistics.",
            [Ground.LegalClaims] = "The data is needed to make or to answer a legal claim.",
            [Ground.RightsOfOthers] = "Giving it would harm the rights and freedoms of other people.",
            [Ground.NationalLaw] = "National law limits this right.",
            [Ground.HeldAsProcessor] = "We hold this data on behalf of another company. That company answers requests about it.",
        },
        Outcomes = new()
        {
            Given = "Given to you",
            GivenElsewhere = "Answered, but not in these files",
            NothingHeld = "No data",
            NotConcerned = "Held, but not covered by this right",
            Retained = "Kept, not given",
            KeptAndGiven = "Still kept",
            Refused = "Not given",
            Residue = "Not done fully",
            Failed = "Did not succeed",
        },
    };
}
