//! What stands below `Examples:` in the help of each command, in lines that a terminal of 100 columns does not break. A test
//! runs every line, in a project with articles.

pub const PROGRAM: &str = "\
Examples:
  communique init news                              # a new project in a folder
  communique                                        # read what is new in it, publish the tables
  communique status                                 # what is published

Exit codes: 0 done or nothing to do · 1 failed · 2 usage · 3 a blocking check failed, nothing
published · 4 too many documents quarantined · 5 with --exit-code: there is a difference, work to
do, or something new was published · 75 another run holds the lock · 78 bad configuration ·
130/143 interrupted";

pub const RUN: &str = "\
Examples:
  communique run                                    # what is new in input.paths, then publish
  communique run --input articles --output tables   # other folders than the configured ones
  communique run --select extract+                  # one stage and those after it
  communique run --limit 2 --output trial           # a trial with the first two articles
  communique -q run                                 # from cron: silent unless it fails";

pub const MERGE: &str = "\
Examples:
  for i in 1 2; do communique -q run --shard $i/2 --output s/$i; done; communique merge all s/*";

pub const PLAN: &str = "\
Examples:
  communique plan                                   # what is new, and what has to be done
  communique plan --select extract+ --full-refresh  # what another request would do
  communique plan --exit-code || echo 'work to do'  # for scripts";

pub const STATUS: &str = "\
Examples:
  communique status                                 # generations, their age and rows";

pub const ANNOTATE: &str = "\
Examples:
  communique annotate article.txt --only facts      # the facts of one text, as JSON lines
  communique annotate - < articles.jsonl            # {\"id\", \"text\", \"published_on\"?} a line
  communique annotate article.txt --published-on 2024-05-02   # when the text has no date itself";

pub const EXPLAIN: &str = "\
Examples:
  communique explain article.txt                    # any text file
  communique explain article                        # a published article, by name or id
  communique explain article.txt --color never      # brackets, on a terminal too";

pub const CHECK: &str = "\
Examples:
  communique check                                  # what is published now
  communique check previous                         # the generation before it";

pub const DIFF: &str = "\
Examples:
  communique diff previous current                  # what the last run changed
  communique diff previous current --keys 0         # only how many rows";

pub const ROLLBACK: &str = "\
Examples:
  communique rollback                               # the generation before is current
  communique rollback \"$(basename $(readlink output/current))\"   # one that `status` lists";

pub const GC: &str = "\
Examples:
  communique gc                                     # what output.keep_* do not keep
  communique gc --set output.keep_generations=2     # fewer, this once";

pub const QUARANTINE: &str = "\
Examples:
  communique quarantine                             # path, reason and details of each file";

pub const SCHEMA: &str = "\
Examples:
  communique schema trade_figures                   # the columns of one table
  communique schema --format markdown > tables.md   # the page docs/tables.md
  communique schema --format json                   # for programs";

pub const PATH: &str = "\
Examples:
  communique path trade_figures                     # the file of one table
  cd \"$(communique path)\" && ls                     # all tables of one generation";

pub const REPORT: &str = "\
Examples:
  cp \"$(communique report)\" .                       # one file, to open in a browser or to send";

pub const DOCTOR: &str = "\
Examples:
  communique doctor                                 # exit code 1 when something is wrong";

pub const INIT: &str = "\
Examples:
  communique init news && cp article.txt news/seeds/ && cd news && communique";

pub const CONFIG: &str = "\
Examples:
  communique config show                            # every setting, and who says so
  COMMUNIQUE_RUN__THREADS=2 communique config show  # run.threads from the environment
  communique --set output.mentions=used config show --format json";

pub const COMPLETIONS: &str = "\
Examples:
  communique completions bash > communique.bash     # then `source communique.bash`
  communique completions zsh > _communique          # into a folder of $fpath
  communique completions fish > communique.fish     # into ~/.config/fish/completions";

pub const MAN: &str = "\
Examples:
  communique man > communique.1                     # then `man -l communique.1`
  communique man --dir man1                         # this page and one per command";
