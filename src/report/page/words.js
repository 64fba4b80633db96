// Words: what codes are called. Codes without an entry are shown with blanks for underscores.

const TABLES = {
  documents: "Articles", trade_figures: "Trade figures", investments: "Investments", business_presence: "Companies abroad",
  meetings: "Meetings", sectors: "Fields of cooperation",
};

const WORDS = {
  turnover: "Trade turnover", export: "Exports", import: "Imports", balance: "Balance",
  fdi_flow: "Direct investment, flow", fdi_stock: "Direct investment, stock", project: "Project", financing: "Financing",
  actual: "Reported", target: "Target", forecast: "Forecast",
  exact: "", approx: "about ", at_least: "at least ", at_most: "at most ",
  single: "One statement", agree: "Statements agree", conflict: "Statements differ", bounds_only: "Bounds only", undated: "Statements of unknown times",
  none: "No date found", header: "Header line", metadata: "Metadata", dateline: "Dateline", file_name: "File name",
  exports_plus_imports_ok: "Exports and imports add up to turnover", exports_plus_imports_mismatch: "Exports and imports do not add up to turnover",
  balance_ok: "Balance agrees with exports and imports", balance_mismatch: "Balance differs from exports less imports",
  change_ok: "Stated change agrees with the year before", change_mismatch: "Stated change differs from the year before",
  other_currency_left_out: "Also stated in another currency",
  joint_venture: "Joint ventures", company: "Companies", branch: "Branches",
  fdi: "FDI",
};

// How far cooperation in a field has come, least first.
const STANCES = [["potential", "·"], ["interest", "○"], ["discussed", "◔"], ["agreed", "◑"], ["ongoing", "●"]];

// Why a number gave no row: in a word, and in a sentence.
const REASONS = {
  ordinal: ["Rank or number of an event", "It is a rank, or the number of an event."],
  date_part: ["Part of a date", "It is a date or a part of one."],
  founding_date: ["Date of a founding", "It says when something was founded, opened or signed."],
  attendance: ["People at an event", "It counts people at an event."],
  physical_quantity: ["Quantity, not money", "It counts or measures something other than money: tonnes, kilometres, people, flights."],
  boilerplate: ["Noise of the page", "It stands in the noise of the page: menus, teasers, captions."],
  citation: ["Footnote or document number", "It is a footnote mark or the number of a document."],
  not_bilateral: ["Not between two economies", "It is about one economy alone or about a company: output, revenue, reserves, a budget."],
  contract: ["Price of one contract", "It is the price or the value of a single contract or good."],
  hypothetical: ["Only under a condition", "It is said under a condition: “if”, “would have”."],
  negated: ["Denied", "The text denies it."],
  duplicate: ["Told twice", "The same figure is told elsewhere in the article, and counts once."],
  ambiguous: ["Ambiguous", "It can be read in more than one way, and none is better."],
  no_head: ["Nothing says what it measures", "No word near it says what is counted or measured."],
  no_pair: ["Economies not known", "The two economies are not known."],
  no_currency: ["Currency not known", "Its currency is not known."],
  no_figure: ["Share or change of nothing told", "It is a share or a change of something that has no row."],
  exchange_rate: ["Rate of exchange", "It is a rate of exchange."],
};
const reason = code => REASONS[code]?.[0] || sentence(code);

// Where a slot came from.
const BASES = {
  stated: "stated beside it", inherited: "carried over from before", resolved: "worked out from the text",
  inferred: "worked out by a rule of thumb", unresolved: "left open", none: "not stated",
};

const SLOTS = {
  flow: "Flow", reporter: "Whose", partner: "With", measure: "Measure", investor: "From", host: "In", home: "Companies of", value: "Value",
  value_high: "Up to", currency: "Currency", alt_value: "Also given as", value_usd: "In US dollars", qualifier: "Hedge", status: "Status",
  change_pct: "Change", change_value: "Change by", share_pct: "Share", product: "Goods", project_count: "Projects", gross_net: "Gross or net",
  count: "Count", kind: "Kind", as_of: "As of", city: "City", country: "Country", ordinal: "Number in its series", parties: "Parties",
  name: "Format", cameo_code: "CAMEO code", sector: "Field", isic: "ISIC", stance: "How far", proponent: "Proposed by",
  attributed_to: "According to",
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const called = code => (code in WORDS ? WORDS[code] : sentence(String(code)));
const sentence = code => { const text = code.replace(/_/g, " "); return text.charAt(0).toUpperCase() + text.slice(1); };
