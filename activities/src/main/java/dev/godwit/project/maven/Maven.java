package dev.godwit.project.maven;

import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.tool.DependencyCheck;
import dev.godwit.project.audit.tool.OsvScanner;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Families;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.link.Link;
import dev.godwit.project.maven.pom.Declarations;
import dev.godwit.project.maven.pom.Declared;
import dev.godwit.project.maven.pom.Edits;
import dev.godwit.project.maven.pom.Reactor;
import dev.godwit.project.maven.repository.Dependencies;
import dev.godwit.project.maven.repository.Installation;
import dev.godwit.project.maven.repository.Models;
import dev.godwit.project.maven.repository.Proof;
import dev.godwit.project.maven.repository.Releases;
import dev.godwit.project.maven.repository.Repositories;
import dev.godwit.project.maven.repository.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Projects with a pom.xml, of one module or many. A version moves where it is written, byte by
 * byte; whether Maven takes it from there is proven with the effective models. Installing resolves
 * without running any plugin, so what does not compile is told from what does not exist.
 */
public final class Maven implements Ecosystem {

    private final Setup setup;
    private final Jdks jdks;

    /** With the settings of the user. */
    public Maven() {
        this(Setup.own());
    }

    /** With other settings. */
    public Maven(Setup setup) {
        this.setup = setup;
        this.jdks = Jdks.ofThisMachine();
    }

    @Override
    public String name() {
        return "maven";
    }

    @Override
    public boolean detects(Path folder) {
        return Files.isRegularFile(folder.resolve("pom.xml"));
    }

    /** A module, or a parent that lies beside the modules. */
    @Override
    public boolean owns(Path above, Path below) {
        Path pom = below.toAbsolutePath().normalize().resolve("pom.xml");
        try {
            return Reactor.read(above).poms().stream().anyMatch(one -> one.file().equals(pom));
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public String runtime(Workplace at) throws IOException {
        Program program = program(at);
        return "maven %s java %s".formatted(program.maven(), program.java());
    }

    @Override
    public Families families() {
        return Families.JVM;
    }

    @Override
    public Result install(Workplace at) throws IOException {
        return bring(at, "install", List.of());
    }

    @Override
    public Result bump(Workplace at, List<Move> moves) throws IOException {
        Declarations declarations = Declarations.of(Reactor.read(at.folder()));
        Edits edits = new Edits();
        for (Move move : moves) {
            Declared declared =
                    declarations
                            .find(move.name(), move.from())
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "no pom declares %s %s"
                                                            .formatted(move.name(), move.from())));
            declared.places().forEach(place -> edits.add(place, move.to()));
        }
        edits.write();
        return bring(at, "bump", moves);
    }

    private Result bring(Workplace at, String log, List<Move> moves) throws IOException {
        Reactor reactor = Reactor.read(at.folder());
        Program program = Program.of(at, reactor, jdks);
        Setup with = setup.with(program.home(), program.java());
        try (Repositories repositories = Repositories.open(with, reactor)) {
            Models models = new Models(repositories);
            Result there = new Installation(at, repositories, models).bring(log);
            if (!there.good() || moves.isEmpty()) {
                return there;
            }
            Declarations declarations = Declarations.of(reactor);
            for (Move move : moves) {
                Optional<Declared> declared = declarations.find(move.name(), move.to());
                Optional<String> against =
                        declared.isEmpty()
                                ? Optional.of("no pom declares " + move.name() + " " + move.to())
                                : new Proof(models).against(declared.get());
                if (against.isPresent()) {
                    return Result.bad(against.get(), there.logs());
                }
            }
            return there;
        } catch (Models.Unusable unusable) {
            return Result.bad(String.valueOf(unusable.getMessage()), List.of());
        }
    }

    @Override
    public Result test(Workplace at) throws IOException {
        Program program = program(at);
        List<String> command = new ArrayList<>(at.test());
        if (command.isEmpty()) {
            command.addAll(program.command());
            command.addAll(program.quiet());
            command.addAll(setup.arguments());
            command.add("verify");
        }
        return at.all("test", program.variables(), List.of(command));
    }

    @Override
    public List<Candidate> candidates(Workplace at, Duration cooldown) throws IOException {
        Reactor reactor = Reactor.read(at.folder());
        Program program = Program.of(at, reactor, jdks);
        Setup with = setup.with(program.home(), program.java());
        try (Repositories repositories = Repositories.open(with, reactor)) {
            return new Updates(at, new Models(repositories), new Releases(repositories), cooldown)
                    .find(Declarations.of(reactor));
        }
    }

    @Override
    public List<Standing> standing(Workplace at, List<Move> moves) throws IOException {
        return new Declaring(Declarations.of(Reactor.read(at.folder()))).standing(moves);
    }

    @Override
    public Map<String, Link> links(Workplace at, List<Move> moves) throws IOException {
        Reactor reactor = Reactor.read(at.folder());
        Program program = Program.of(at, reactor, jdks);
        Setup with = setup.with(program.home(), program.java());
        try (Repositories repositories = Repositories.open(with, reactor)) {
            return new Declaring(Declarations.of(reactor)).links(repositories, moves);
        }
    }

    @Override
    public Inventory inventory(Workplace at) throws IOException {
        Reactor reactor = Reactor.read(at.folder());
        Program program = Program.of(at, reactor, jdks);
        try (Repositories repositories =
                Repositories.open(setup.with(program.home(), program.java()), reactor)) {
            return new Dependencies(repositories, new Models(repositories)).inventory(at.check());
        }
    }

    @Override
    public List<Auditor> auditors(Feeds feeds) {
        return List.of(new DependencyCheck(feeds), new OsvScanner(feeds));
    }

    private Program program(Workplace at) throws IOException {
        return Program.of(at, Reactor.read(at.folder()), jdks);
    }
}
