using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging.Texts;

internal static class EnglishTexts
{
    public static readonly PackageTexts Texts = new()
    {
        Tag = "en",
        DatePattern = "d MMMM yyyy",
        TimePattern = "', 'HH:mm",
        GroupSeparator = ",",
        Page = new()
        {
            SkipLink = "Skip to the summary",
            AccessTitle = "A copy of your personal data",
            PortabilityTitle = "Your personal data to take with you",
            AccessIntroduction = "You asked what personal data we hold about you. This page tells what we found in each of our systems, "
                + "what we could not give and why. The data itself is in the files beside this page.",
            PortabilityIntroduction = "You asked for the data you have given us in a form that another service can read. This page tells "
                + "what we found in each of our systems, what we could not give and why. The data is in the files beside this page.",
            CaseNumber = "Case",
            Right = "Your right",
            AccessRight = "Access to data (GDPR, Article 15)",
            PortabilityRight = "Data portability (GDPR, Article 20)",
            Received = "Request received",
            Created = "This copy made",
            Summary = "In short",
            SystemsAsked = "systems",
            RecordsFound = "records",
            FilesFound = "files",
            NotAnsweredYet = "not answered yet",
            Complete = "Every system has answered. This copy is complete.",
            Incomplete = (count, deadline) => (count == 1
                ? "One system has not answered yet, so this copy is not complete."
                : $"{count} systems have not answered yet, so this copy is not complete.")
                + (deadline is null ? " We are still working on it." : $" We are still working on it and will answer by {deadline}."),
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
            AboutPackageLines =
            [
                "The JSON files are the complete data, exactly as our systems gave it.",
                "The CSV files show the same data as a table that opens in a spreadsheet. A text that a spreadsheet could take for a "
                    + "formula starts with an apostrophe (') that is not part of the data.",
                "Characters that are invisible or turn the direction of text are shown on this page by their code, such as U+202E.",
                "manifest.json lists every file with its size and SHA-256 checksum, so that a change can be noticed.",
                "These files hold your personal data. Keep them where only you can read them.",
            ],
            Footer = "This page works without a network connection and sends nothing anywhere.",
        },
        Systems = new()
        {
            Heading = "System by system",
            WholeSystem = "Whole system",
            StateFound = "Data found",
            StateNothing = "Nothing held",
            StatePart = "Given in part",
            StateRefused = "Not given",
            StateFailed = "Did not succeed",
            StateOpen = "Not answered yet",
            OpenExplained = "This system has not given its full answer yet. It is not known whether it holds more data about you.",
            NeedsInformation = types => $"Several people match what we were given. We could tell which data is yours if "
                + $"you gave us: {types}.",
            NothingExplained = "This system was searched and holds no data about you.",
            HowFound = "We searched by",
            FromRequest = "from your request",
            FromSystem = system => $"found in {system}",
            ByHand = "A member of our staff searched this system.",
            Category = "Kind of data",
            Outcome = "Outcome",
            Count = "Records",
            Why = "Why",
            Until = date => $"Kept until {date}.",
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
                "to stop using it, when we rely on our legitimate interest; direct marketing at any time",
                "to give you, or another service, the data you have given us",
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
            [Ground.CannotIdentify] = "With what we were given we cannot tell which data here is yours. You can give us more to go by.",
            [Ground.FreedomOfExpression] = "The data is needed for freedom of expression and information.",
            [Ground.LegalObligation] = "A law obliges us to keep this data, for example for accounting.",
            [Ground.PublicHealth] = "The data is needed in the interest of public health.",
            [Ground.Archiving] = "The data is needed for archiving in the public interest, research or statistics.",
            [Ground.LegalClaims] = "The data is needed to make or to answer a legal claim.",
            [Ground.RightsOfOthers] = "Giving it would harm the rights and freedoms of other people.",
            [Ground.NationalLaw] = "National law limits this right.",
            [Ground.HeldAsProcessor] = "We hold this data on behalf of another company. We passed your request on to it.",
        },
        Outcomes = new Dictionary<OutcomeKind, string>
        {
            [OutcomeKind.Done] = "Given to you",
            [OutcomeKind.NothingHeld] = "Nothing held",
            [OutcomeKind.NotConcerned] = "Held, but not concerned by your request",
            [OutcomeKind.Retained] = "Kept, not given",
            [OutcomeKind.Refused] = "Not given",
            [OutcomeKind.Residue] = "Our staff are checking",
            [OutcomeKind.Failed] = "Did not succeed; our staff are looking into it",
        },
        Identifiers = new Dictionary<string, string>
        {
            ["email"] = "e-mail address",
            ["phone"] = "phone number",
            ["name"] = "name",
            ["customer_number"] = "customer number",
            ["user_name"] = "user name",
            ["session_id"] = "session id",
            ["visitor_id"] = "visitor id",
            ["client_id"] = "client id",
            ["ip_address"] = "IP address",
        },
        Categories = new Dictionary<string, string>
        {
            ["user"] = "Data about you",
            ["user.name"] = "Name",
            ["user.contact"] = "Contact details",
            ["user.contact.email"] = "E-mail address",
            ["user.contact.phone_number"] = "Phone number",
            ["user.contact.address"] = "Postal address",
            ["user.account"] = "User account",
            ["user.account.username"] = "User name",
            ["user.behavior"] = "Use of services",
            ["user.behavior.browsing_history"] = "Browsing history",
            ["user.behavior.purchase_history"] = "Purchases",
            ["user.communication"] = "Messages and conversations",
            ["user.content"] = "What you have written or sent",
            ["user.device"] = "Devices",
            ["user.device.ip_address"] = "IP address",
            ["user.device.cookie_id"] = "Cookies",
            ["user.financial"] = "Payments and billing",
            ["user.job_title"] = "Job title",
            ["user.workplace"] = "Employer",
            ["user.location"] = "Location",
            ["user.privacy_preferences"] = "Consents and choices",
            ["user.unique_id"] = "Identifiers",
            ["system"] = "Technical data",
        },
        Authority = new(
            "Office of the Data Protection Ombudsman (Finland)",
            "P.O. Box 800, 00531 Helsinki, Finland · tietosuoja@om.fi · +358 29 566 6700",
            new Uri("https://tietosuoja.fi/en/home")),
    };
}
