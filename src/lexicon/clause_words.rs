//! Single words that the readers of figures and of fields go by, and the part each plays.

use super::word_roles::WordRole;
use crate::model::codes;

codes! {
    /// The part that a word plays in a clause.
    ClauseWord {
        /// "a barrel": an amount for one of them is a price.
        PricedUnit = "priced_unit",
        /// Near "took": trade is told.
        TradeSign = "trade_sign",
        /// What a verb of trade has for its object: "goods", "worth".
        TradeObject = "trade_object",
        /// Stands between an amount and its noun: "$5 billion bilateral trade".
        HeadAdjective = "head_adjective",
        /// Goes on behind what says whose plus a balance is: "remained positive for Kenya".
        AfterSign = "after_sign",
        /// Opens a clause of its own: "while", "whereas".
        Contrast = "contrast",
        /// Parts an amount from a noun behind it.
        HeadBreak = "head_break",
        /// Speaks of the figure before: "it", "the indicator".
        PointsBack = "points_back",
        /// With "this" or "it" before, says what the figure before means: "this represented a rise of 5%".
        Means = "means",
        /// A figure was made public or came to be: "recorded", "totalled".
        Posted = "posted",
        /// Likewise, but said of other things too: "made", "fell".
        Moved = "moved",
        /// A place in a list: "second", "followed".
        Rank = "rank",
        /// Says what a part of a sum is for: "earmarked", "goes to".
        Allots = "allots",
        /// Says that something is to come: "announced".
        Announces = "announces",
        /// A place told by its number: "second".
        Ordinal = "ordinal",
        /// Between one that is ranked and its amount: "comes second with over $2 billion".
        RankLink = "rank_link",
        /// Before an amount, but no label of goods: "volume", "respectively".
        NoLabel = "no_label",
        /// Behind "exports of", but no goods: "all", "mutual".
        NoGoods = "no_goods",
        /// Ends the goods behind "exports of".
        AfterGoods = "after_goods",
        /// Says nothing between a bare noun of trade and its amount: "imports in the same period".
        Filler = "filler",
        // who trades with whom
        /// Names one of those that an economy deals with: "partner", "destination".
        Counterpart = "counterpart",
        /// Likewise, and says that it sells: "supplier".
        Sells = "sells",
        /// Likewise, and says that it buys: "importer".
        Buys = "buys",
        /// Describes such a noun: "largest", "export".
        Ranked = "ranked",
        /// Speaks of an economy named before: "exports to the neighbour".
        Neighbour = "neighbour",
        /// Speaks of a group of economies named before: "exports to the bloc".
        Bloc = "bloc",
        /// Stands for several economies without naming them: "countries", "neighbours".
        Several = "several",
        /// A part of the world that has no code: "Asia".
        PartOfWorld = "part_of_world",
        /// Leads a change to its amount: "rose by 5% reaching $2 billion".
        LeadsTo = "leads_to",
        // capital
        /// Who does it gets the money: "attracted", "received".
        Attracts = "attracts",
        /// Who does it pays: "provided", "lent", "finances".
        Gives = "gives",
        /// Likewise, where both sides stand beside it: "lending", "offered", "released".
        Lends = "lends",
        /// Makes a sum greater: "bring", "increase".
        Raises = "raises",
        /// Its subject gives the money: "invests", "lends".
        Invests = "invests",
        /// Stands for an economy, not for a company: "government", "it".
        State = "state",
        /// Makes something of the money: "build", "sign".
        Builds = "builds",
        /// Puts its name to a paper: "signed", "inked".
        Signs = "signs",
        /// Gets a company by it: "acquired", "bought".
        Acquires = "acquires",
        /// Parts with a company by it: "sold".
        Divests = "divests",
        /// Stands for a company or a part of one, as what is bought: "stake", "refinery".
        Asset = "asset",
        /// Is built or bought, but has no other part: "mill", "mine", "expressway".
        Works = "works",
        /// Somebody who builds or buys: "contractor", "consortium".
        Firm = "firm",
        /// Says that nothing is built, bought or given, or that the money is a fine, a debt, a price of goods: "cancelled", "sued", "ransom".
        NoDeal = "no_deal",
        /// Says that something is built: "construct", "extension".
        Constructs = "constructs",
        /// Undertakes something at a price: "won", "completed", "expects".
        Undertakes = "undertakes",
        /// Between an economy and its capital: "Emirati direct investments".
        InvestAdjective = "invest_adjective",
        /// What an office does that lets capital in: "approved", "licensed".
        LetsIn = "lets_in",
        /// Capital that was let in does it when it comes: "arrived", "disbursed".
        Arrives = "arrives",
        /// Lends a country's money: "bank", "fund".
        Lender = "lender",
        // fields of cooperation
        /// Two sides do it: "joint", "mutual".
        Joint = "joint",
        /// "ministry of energy": the term belongs to an office.
        Office = "office",
        /// Fields are spoken of, though the sentence tells of trade too.
        FieldTalk = "field_talk",
        /// "sphere": a figure beside the term is no mere statistic.
        FieldNoun = "field_noun",
        /// Beside a weak term, makes a field of it: "industry", "projects".
        FieldBeside = "field_beside",
        /// Stands in lists of fields and is none of the table's: "trade", "economic".
        CrossCutting = "cross_cutting",
        /// Opens a list of fields that the next sentence goes on with.
        Agenda = "agenda",
        /// "in the fields of": what follows is a list of fields, not the name of a body.
        FieldList = "field_list",
        /// "outside oil and gas", "without gold": names a field or goods to leave them out.
        LeavesOut = "leaves_out",
        /// "oil and gas group MOL": what stands before it is a company's business.
        CompanyKind = "company_kind",
        // how far along a cooperation is
        Agreed = "agreed",
        Ongoing = "ongoing",
        Interest = "interest",
        Potential = "potential",
        /// Names a change: "a rise of $2 billion".
        ChangeNoun = "change_noun",
        /// Says where a change was: "the rise was recorded in food", "came from".
        Locates = "locates",
        /// Compares: "$2 billion less than in May".
        Comparative = "comparative",
        /// Its subject is a partner that takes a part: "accounted for", "absorbed".
        Takes = "takes",
        /// With "by", names who buys: "demanded by".
        Demanded = "demanded",
        /// Its subject is the first of a list: "topped", "leads".
        Tops = "tops",
        /// Says that capital is of a time: "inflow", "annual".
        CapitalFlow = "capital_flow",
        /// Stands between the one who holds a share and the share: "with", "contributed".
        HoldsShare = "holds_share",
        /// Says beside an amount how exact it is: "about", "more than".
        Hedge = "hedge",
        /// What somebody had thought that a figure would be: "market expectations of", "the consensus".
        Expectation = "expectation",
        /// Who thinks so: "analysts", "economists".
        Forecaster = "forecaster",
        /// Since when an office is held: "Kenya's new minister", "the outgoing ambassador".
        Tenure = "tenure",
        /// How much of one figure another makes: "coverage of imports by exports".
        Ratio = "ratio",
        /// What goods are measured by besides money: "in terms of weight".
        PhysicalMeasure = "physical_measure",
        /// Tells that what an infinitive says came about: "helped to raise trade to $3 million".
        BringsAbout = "brings_about",
        /// In capitals, what an office does that figures come from: "Statistical", "Customs".
        Counts = "counts",
        /// In capitals, what such an office is: "Institute", "Bank".
        Agency = "agency",
        // the goods of a figure
        /// Stands in no name of goods: the name ends there.
        GoodsStop = "goods_stop",
        /// Joins goods with their amount: "wheat worth $2 million", "cars at $3 million".
        GoodsWorth = "goods_worth",
        /// Has goods for its subject and their amount for its object: "carpets brought $2 million".
        GoodsEarn = "goods_earn",
        /// With "to", "for" or "at", joins goods with their amount: "wheat amounting to $2 million", "gas accounted for $3 million".
        GoodsReach = "goods_reach",
        /// Stands between goods and their amount: "gas came next with $1 million".
        GoodsTrail = "goods_trail",
        /// Stands before goods and is no part of their name.
        GoodsLead = "goods_lead",
        /// Names goods in general, that is none.
        GoodsGeneral = "goods_general",
        /// Says which goods "goods" are: "consumer goods", "semi-finished goods".
        GoodsKind = "goods_kind",
        /// What goods bring in: "with revenues of $3 million".
        MoneyNoun = "money_noun",
        /// Says of goods that they are one of the exports: "cars remained the top export".
        SubjectVerb = "subject_verb",
    }
}

impl WordRole for ClauseWord {
    #[inline]
    fn bit(self) -> u128 {
        1 << self as u32
    }
}
