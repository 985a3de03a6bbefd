package dev.godwit.upgrade;

import dev.godwit.project.ProjectFailure;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Delta;
import dev.godwit.project.audit.Gate;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Waivers;
import dev.godwit.project.audit.file.Sarif;
import dev.godwit.project.audit.file.Sbom;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.process.Sandbox;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.message.Audited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Asks every auditor of an ecosystem; what one of them cannot say is unknown, not an error. */
final class Auditing {

    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private final Workshop workshop;
    private final Ecosystem ecosystem;
    private final ProbeTask task;
    private final Scratch scratch;
    private final Runnable check;

    Auditing(
            Workshop workshop,
            Ecosystem ecosystem,
            ProbeTask task,
            Scratch scratch,
            Runnable check) {
        this.workshop = workshop;
        this.ecosystem = ecosystem;
        this.task = task;
        this.scratch = scratch;
        this.check = check;
    }

    /** Of the commit alone. */
    Audited single() throws IOException {
        Looked now = look(task.commit(), "audit");
        return judged(Delta.of(now.audit()), now, false);
    }

    /** Of where it began, and of the commit. */
    Audited compared() throws IOException {
        Looked before = look(task.base().commit(), "audit-before");
        Looked after =
                task.commit().equals(task.base().commit())
                        ? before
                        : look(task.commit(), "audit-after");
        return judged(Delta.between(before.audit(), after.audit()), after, true);
    }

    /**
     * @param waivers of the commit that was looked at
     */
    private record Looked(Audit audit, Inventory inventory, Waivers waivers, Path logs) {}

    private Looked look(String commit, String log) throws IOException {
        scratch.reset(commit, check);
        String run = task.input().run();
        Path logs = workshop.logs(run).resolve(log);
        Workplace at = workplace(logs, workshop.sandbox(run, task.input().wishes().container()));
        Workplace host = workplace(logs, workshop.sandbox());
        Waivers waivers = Waivers.of(at.folder());
        Result installed = ecosystem.install(at);
        if (!installed.good()) {
            return new Looked(
                    Audit.unknown(ecosystem.name(), installed.note()),
                    new Inventory(List.of(), List.of(installed.note())),
                    waivers,
                    at.logs());
        }
        Inventory inventory = ecosystem.inventory(at);
        List<Audit> audits = new ArrayList<>();
        for (Auditor auditor : ecosystem.auditors(workshop.feeds())) {
            check.run();
            audits.add(ask(auditor, host, inventory));
        }
        audits.add(new Audit(List.of(), List.of(), inventory.unknown()));
        return new Looked(Audit.merged(audits), inventory, waivers, at.logs());
    }

    private static Audit ask(Auditor auditor, Workplace at, Inventory inventory) {
        try {
            return auditor.audit(at, inventory);
        } catch (IOException | ProjectFailure failure) {
            return Audit.unknown(auditor.name(), String.valueOf(failure.getMessage()));
        }
    }

    private Audited judged(Delta delta, Looked now, boolean compared) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Gate.Judgement judgement =
                Gate.of(task.input().wishes().failOn()).judge(delta, now.waivers(), today);
        String project = task.input().place().target();
        Path sbom = now.logs().resolve("sbom.cdx.json");
        Path sarif = now.logs().resolve("findings.sarif");
        Files.createDirectories(now.logs());
        Files.writeString(sbom, Sbom.of(project, now.inventory().components(), Instant.now()));
        Files.writeString(sarif, Sarif.of(delta, now.waivers(), today, task.base().path()));
        List<String> files = List.of(sbom.toString(), sarif.toString());
        return Telling.of(delta, judgement, now.waivers(), today, compared, files);
    }

    private Workplace workplace(Path logs, Sandbox sandbox) {
        return new Workplace(
                scratch.folder().resolve(task.base().path()),
                logs,
                task.input().wishes().test(),
                TIMEOUT,
                sandbox,
                check);
    }
}
