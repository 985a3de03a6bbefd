package dev.godwit.cli.report.page;

import dev.godwit.cli.upgrade.UpgradeText;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.Fate;
import java.util.List;
import java.util.Locale;

/** An upgrade as one page: readable without script and network, in print, in the dark. */
public final class UpgradePage {

    private UpgradePage() {}

    /** HTML, to its last line break. */
    public static String of(UpgradeView view) {
        Tag main = Tag.of("main").at("id", "main");
        for (Fate.Kind kind : Fate.Kind.values()) {
            List<Fate> fates = view.fates().stream().filter(fate -> fate.kind() == kind).toList();
            if (!fates.isEmpty()) {
                main.add(section(kind.name().toLowerCase(Locale.ROOT), fates));
            }
        }
        Audited audit = view.audit();
        if (audit != null) {
            main.add(audit(audit));
        }
        view.problems()
                .forEach(
                        problem ->
                                main.add(
                                        Tag.of(
                                                "p",
                                                "remark",
                                                "%s %s: %s"
                                                        .formatted(
                                                                problem.code(),
                                                                problem.what(),
                                                                problem.because()))));
        Tag html =
                Tag.of("html")
                        .at("lang", "en")
                        .add(head(view), Tag.of("body").add(header(view), main));
        return "<!DOCTYPE html>\n" + html + "\n";
    }

    private static Tag head(UpgradeView view) {
        return Tag.of("head")
                .add(
                        Tag.of("meta").at("charset", "utf-8"),
                        Tag.of("meta")
                                .at("http-equiv", "Content-Security-Policy")
                                .at("content", "default-src 'none'; style-src 'unsafe-inline'"),
                        Tag.of("meta")
                                .at("name", "viewport")
                                .at("content", "width=device-width, initial-scale=1"),
                        Tag.of("meta").at("name", "color-scheme").at("content", "light dark"),
                        Tag.of("title").text(view.run() + ": " + words(view)),
                        Tag.of("style").sheet(Page.css()));
    }

    private static Tag header(UpgradeView view) {
        Tag about = Tag.of("dl").at("class", "about");
        about(about, "Project", view.ecosystem());
        about(about, "Branch", view.branch());
        about(about, "From", view.into());
        about(about, "Baseline", UpgradeText.baseline(view.baseline()));
        about(about, "Probes", UpgradeText.probes(view));
        about(about, "Test output", view.logs());
        return Tag.of("header")
                .add(
                        Tag.of("h1")
                                .add(
                                        Tag.of("span").text(view.run()),
                                        Tag.of("span", "outcome", words(view))),
                        about);
    }

    private static Tag section(String word, List<Fate> fates) {
        List<Tag> rows =
                fates.stream()
                        .map(
                                fate ->
                                        Tag.of("tr")
                                                .add(
                                                        Tag.of("td").text(fate.name()),
                                                        Tag.of("td").text(fate.from()),
                                                        Tag.of("td").text(fate.to()),
                                                        Tag.of("td").text(fate.reason()),
                                                        link(fate.changelog()),
                                                        Tag.of("td").text(fate.log())))
                        .toList();
        return Tag.of("section")
                .at("aria-labelledby", word)
                .add(
                        Tag.of("h2").at("id", word).text(word),
                        Tables.scrolling(
                                word,
                                "",
                                Tables.head("what", "from", "to", "why", "changes", "output"),
                                rows));
    }

    /** Only what a browser opens as a page; a worker of another version may say anything. */
    private static Tag link(Fate.Link link) {
        Tag cell = Tag.of("td");
        return link.url().matches("https?://.+")
                ? cell.add(
                        Tag.of("a")
                                .at("href", link.url())
                                .at("rel", "noreferrer")
                                .text(link.label()))
                : cell;
    }

    private static Tag audit(Audited audit) {
        Tag list = Tag.of("ul");
        audit.reasons().forEach(reason -> list.add(Tag.of("li").text(reason)));
        audit.auditors().forEach(one -> list.add(Tag.of("li").text("asked: " + one)));
        audit.notAsked().forEach(one -> list.add(Tag.of("li").text("not asked: " + one)));
        audit.added().forEach(one -> list.add(Tag.of("li").text("new: " + UpgradeText.words(one))));
        audit.fixed()
                .forEach(one -> list.add(Tag.of("li").text("fixed: " + UpgradeText.words(one))));
        audit.kept().forEach(one -> list.add(Tag.of("li").text("kept: " + UpgradeText.words(one))));
        return Tag.of("section")
                .at("aria-labelledby", "audit")
                .add(
                        Tag.of("h2").at("id", "audit").text("audit: " + UpgradeText.words(audit)),
                        list);
    }

    private static void about(Tag list, String name, String value) {
        if (!value.isEmpty()) {
            list.add(Tag.of("div").add(Tag.of("dt").text(name), Tag.of("dd").text(value)));
        }
    }

    private static String words(UpgradeView view) {
        return view.outcome().toString().replace('_', ' ');
    }
}
