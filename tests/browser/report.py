#!/usr/bin/env python3
"""Opens a published report in a headless Chromium and uses it as a reader does: report.py COMMUNIQUE WORK [SCREENSHOTS]

Runs COMMUNIQUE over the seeds and a hostile article into WORK twice (so that there is something new), opens report.html, chooses
a pair, a month, an article, a fact and a number that was left alone, by mouse and by keyboard, on a desk and on a phone, in
light and dark. Fails on a message in the browser's console, on any request, on a page that scrolls sideways, on text that became
markup, and on colours without contrast. With SCREENSHOTS, pictures are left there.
"""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTILE = """</script><script>document.title="taken"</script><img src=x onerror="document.title='taken'"> \u202eevil

12 March 2024

Trade turnover between Kenya and Poland for 2023 amounted to 292 million US dollars <b onclick="x()">"in all"</b> & more.
Trade turnover between Kenya and Poland for 2023 amounted to 410 million US dollars, another source says. \u2028\u2029
\U0001F600 The forum gathered more than 500 participants. Their exports to Poland are to reach 1 billion dollars by 2030.
"""
# (width, height, scheme, scale of pixels)
SCREENS = {"desk-light": (1280, 900, "light", 1), "desk-dark": (1280, 900, "dark", 1), "phone-light": (360, 760, "light", 2)}


def publish(program, work):
    """The address of a report that has a generation before it."""
    articles = work / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        shutil.copy(path, articles)
    run(program, articles, work / "tables")
    (articles / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    return run(program, articles, work / "tables")


def publish_nothing(program, work):
    """The address of a report on one article that states nothing, without mentions."""
    (work / "silent").mkdir(parents=True, exist_ok=True)
    (work / "silent" / "a.txt").write_text("It rained all day.\n", encoding="utf-8")
    return run(program, work / "silent", work / "nothing", "--set", "output.mentions=none")


def run(program, articles, tables, *more):
    subprocess.run([program, "run", "--quiet", "--input", articles, "--output", tables, *more], check=True)
    asked = subprocess.run([program, "report", "--output", tables], check=True, capture_output=True, text=True)
    return Path(asked.stdout.strip()).as_uri()


def browser():
    options = webdriver.ChromeOptions()
    for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={tempfile.mkdtemp()}"]:
        options.add_argument(word)
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = shutil.which("chromedriver")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver) if driver else None)


class Reader:
    """Somebody who looks at the page, and remembers what was wrong."""

    def __init__(self, chrome):
        self.chrome = chrome
        self.wrong = []
        self.screen = ""

    def expect(self, holds, what):
        if not holds:
            self.wrong.append(f"{self.screen}: {what}")

    def all(self, css):
        return self.chrome.find_elements(By.CSS_SELECTOR, css)

    def one(self, css):
        return self.chrome.find_element(By.CSS_SELECTOR, css)

    def ask(self, script, *args):
        return self.chrome.execute_script(script, *args)

    def wait(self, script, what):
        try:
            WebDriverWait(self.chrome, 10).until(lambda chrome: chrome.execute_script(f"return {script}"))
        except Exception:
            self.expect(False, what)

    def click(self, element):
        self.ask("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def open(self, url, name):
        self.screen = name
        width, height, scheme, scale = SCREENS[name]
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500})
        self.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]})
        self.chrome.get(url)
        self.wait("document.querySelector('#pair-view svg.chart, #pair-view .note') !== null", "no chart")

    def picture(self, folder, name):
        if folder:
            height = self.ask("return Math.ceil(document.documentElement.scrollHeight)")
            clip = {"x": 0, "y": 0, "width": self.ask("return innerWidth"), "height": height, "scale": 1}
            shot = self.chrome.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
            import base64

            (folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def looks_right(reader):
    expect = reader.expect
    expect(reader.ask("return document.title").startswith("Relations"), "the title was taken over")
    for tag in ["main", "nav", "header", "footer", "h1"]:
        expect(len(reader.all(f"body > {tag}, header {tag}")) == 1, f"one {tag} expected")
    expect(len(reader.all("main section[aria-labelledby]")) == 6, "six sections with their headings")
    expect(not reader.all("img, iframe, object, embed, form, link, script[src]"), "something that loads or sends")
    expect(len(reader.all("script")) == 2, "two scripts: the data and the page's own")
    expect(all(chart.get_attribute("aria-label") for chart in reader.all("svg.chart")), "a chart without a label")
    # A phone zooms out of a page that is too wide: what counts is the width of the screen.
    wide = reader.ask("return document.documentElement.scrollWidth") - SCREENS[reader.screen][0]
    expect(wide <= 0, f"the page is wider than the screen by {wide} pixels")
    nameless = "return [...document.querySelectorAll('button, select, input, [role=button]')].filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || (e.labels && e.labels.length))).length"
    expect(reader.ask(nameless) == 0, "a control without a name")
    for text, ratio in reader.ask(CONTRAST):
        expect(False, f"contrast {ratio} of “{text}”")


# Texts whose colour has less than 4.5 of contrast against the nearest background.
CONTRAST = """
const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
const lum = ([r, g, b]) => { const f = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
const bad = new Map();
for (const e of document.querySelectorAll('body *')) {
  const own = [...e.childNodes].filter(n => n.nodeType === 3 && n.textContent.trim());
  if (!own.length || e.closest('script, style, .unseen, .skip, [hidden]') || !e.getClientRects().length) continue;
  const style = getComputedStyle(e);
  const a = lum(parse(e.closest('svg') ? style.fill : style.color)), b = lum(ground(e));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) bad.set(`${e.tagName}.${e.getAttribute('class')}`, [own[0].textContent.slice(0, 30), ratio.toFixed(2)]);
}
return [...bad].map(([k, [t, r]]) => [k + ' ' + t, r]);
"""


def choose_pair(reader):
    choice = Select(reader.one("#pair-choice"))
    pairs = [option.get_attribute("value") for option in choice.options]
    reader.expect("KEN-POL" in pairs, f"the pair of the hostile article is to be chosen: {pairs}")
    choice.select_by_value("KEN-POL")
    reader.wait("document.querySelector('#pair-view svg.chart') !== null", "no chart of the pair that was chosen")
    reader.wait("document.querySelector('#pair-view svg.chart .spread') !== null", "contradicting statements are no spread")
    reader.expect("410" in reader.one(".differ").text and "292" in reader.one(".differ").text, "contradicting statements are not both told")
    reader.click(reader.one("#pair-view details summary"))
    reader.expect("292" in reader.one("#pair-view details table").text, "no table behind the chart")
    chip = reader.one(".chip")
    chip.send_keys(Keys.SPACE)
    reader.expect(chip.get_attribute("aria-pressed") == "false", "a series is not switched off by keyboard")
    chip.send_keys(Keys.SPACE)
    choice.select_by_value("KAZ-ROU")
    reader.wait("document.querySelectorAll('#pair-view svg.chart .mark').length > 5", "no chart of Kazakhstan and Romania")


def choose_month(reader):
    reader.click(reader.one("#meetings-view button.heat"))
    reader.expect(reader.all("#meetings-view button[aria-pressed=true]"), "the month that is chosen is not marked")
    month = reader.one("#meetings-view button.heat").get_attribute("aria-label").split(":")[0]
    reader.expect(reader.one("#meetings-list h3").text == month, "the events are not those of the month")
    reader.expect(reader.all("#meetings-list li"), "a month lists no event")


def read_article(reader):
    find = reader.one("#article-find")
    find.send_keys("hostile.txt")
    items = reader.all("#article-list button")
    reader.expect(len(items) == 1, f"{len(items)} articles found by file name")
    reader.click(items[0])
    text = reader.one("#article-text .text").text
    reader.expect('<b onclick="x()">"in all"</b>' in text, "the text is not shown as it was written")
    reader.expect("\u202e" not in reader.one("#articles").text, "a mark that turns the direction of text is on the page")
    reader.expect(not reader.all("#article-text b, #article-text script"), "text became markup")
    fact = reader.one("#article-text .fact[role=button]")
    reader.click(fact)
    panel = reader.one("#article-panel").text
    for word in ["Kenya", "Poland", "292,000,000", "Rule", "Confidence"]:
        reader.expect(word in panel, f"the fact does not tell {word}: {panel}")
    reader.expect(reader.all("#article-text .on"), "the fact that is chosen is not marked")
    left = [mark for mark in reader.all("#article-text .left") if mark.text == "500"]
    reader.expect(left, "the number of participants is not marked as left alone")
    if left:
        reader.click(left[0])
        panel = reader.one("#article-panel").text
        reader.expect("Number left alone" in panel and "Reason" in panel, f"why the number was left alone is not told: {panel}")
        fact.send_keys(Keys.ENTER)
        reader.expect("292,000,000" in reader.one("#article-panel").text, "a fact is not opened by keyboard")
        left[0].send_keys(Keys.SPACE)
        reader.expect("Number left alone" in reader.one("#article-panel").text, "a number is not opened by keyboard")
    find.clear()
    find.send_keys(Keys.BACKSPACE)


def from_figure_to_words(reader):
    """From a figure of a table to its words in the article."""
    button = reader.one("#pair-view details button.link")
    reader.ask("document.querySelector('#pair-view details').open = true")
    wanted = button.get_attribute("data-fact")
    reader.click(button)
    reader.expect(wanted in reader.one("#article-panel").text, "a source does not lead to its fact")
    reader.expect(reader.all("#article-text .fact.on"), "the words of the figure are not marked")


def go_by_keyboard(reader):
    """Every control of the page is reached by the tab key, and shows that it is."""
    reader.ask("document.activeElement.blur(); window.scrollTo(0, 0)")
    seen, hidden = [], 0
    for _ in range(60):
        reader.chrome.switch_to.active_element.send_keys(Keys.TAB)
        name, outline = reader.ask(
            "const e = document.activeElement; return [e.id || e.getAttribute('href') || e.className || e.tagName, getComputedStyle(e).outlineStyle]"
        )
        seen.append(name)
        hidden += outline == "none"
    reader.expect("#main" in seen[0], f"the first stop is not the way to the content: {seen[0]}")
    reader.expect("pair-choice" in seen and "meetings-choice" in seen, f"a selector is not reached: {seen}")
    reader.expect(hidden == 0, f"{hidden} stops do not show that they are in focus")


def messages(chrome, pages):
    """What the console said, and what was asked of anybody."""
    told = [f"console: {entry['message']}" for entry in chrome.get_log("browser")]
    for entry in chrome.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked = message["params"]["request"]["url"]
            if asked.split("#")[0] not in pages and not asked.startswith(("data:", "chrome:")):
                told.append(f"request: {asked}")
    return told


def main():
    program, work = sys.argv[1], Path(sys.argv[2])
    pictures = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    url, silent = publish(program, work), publish_nothing(program, work)
    chrome = browser()
    try:
        reader = Reader(chrome)
        for name in SCREENS:
            reader.open(url, name)
            looks_right(reader)
            choose_pair(reader)
            choose_month(reader)
            read_article(reader)
            from_figure_to_words(reader)
            looks_right(reader)
            reader.picture(pictures, name)
        reader.screen = "desk-light"
        reader.open(url, "desk-light")
        go_by_keyboard(reader)
        reader.open(silent, "phone-light")
        looks_right(reader)
        reader.expect(len(reader.all("main .note")) >= 5, "sections that have nothing to show do not say so")
        wrong = reader.wrong + messages(chrome, [url, silent])
    finally:
        chrome.quit()
    print("\n".join(wrong) or f"the report works on {len(SCREENS)} screens, and asked for nothing")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
