package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Specifier;
import dev.godwit.project.python.locked.Compilation;
import dev.godwit.project.python.locked.Compiled;
import dev.godwit.project.python.program.Failure;
import dev.godwit.project.python.program.Installation;
import dev.godwit.project.python.program.Uv;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings what is locked in line with what is declared, and makes the virtual environment.
 *
 * @param layout as it was before anything moved
 * @param venv that is made
 * @param tools folder of programs that Godwit installs for itself
 */
record Preparation(Workplace at, Layout layout, Venv venv, Path tools) {

    Preparation(Workplace at, Layout layout, Path tools) {
        this(at, layout, new Venv(at), tools);
    }

    Result install(List<Move> moves) throws IOException {
        List<Path> logs = new ArrayList<>();
        Ended made = venv.create(layout.python(), layout.locks().python());
        logs.add(made.output());
        if (!made.good()) {
            return Result.bad("python -m venv: exit " + made.exit(), logs);
        }
        Map<String, List<Declaration>> declared = layout.declared();
        if (layout.uv() && layout.pyproject().isPresent()) {
            Uv uv = new Uv(at, venv, layout.pyproject().get(), tools);
            return moves.isEmpty() ? uv.sync(logs) : uv.lock(versions(moves, declared), logs);
        }
        List<Compiled> changed =
                moves.isEmpty() ? List.of() : layout.locks().changed(moves, declared);
        for (Compiled one : changed) {
            Ended ended = new Compilation(at, venv, tools).compile(one, moves);
            logs.add(ended.output());
            if (!ended.good()) {
                return Failure.of("compiling " + one.file().getFileName(), ended, logs);
            }
        }
        return new Installation(at, venv, layout.pyproject(), Layout.read(at.folder()).installed())
                .install(logs);
    }

    private List<String> versions(List<Move> moves, Map<String, List<Declaration>> declared) {
        return moves.stream()
                .filter(
                        move ->
                                layout.locks()
                                        .hold(
                                                move.name(),
                                                declared.getOrDefault(move.name(), List.of())))
                .map(
                        move ->
                                "%s==%s"
                                        .formatted(
                                                move.name(),
                                                new Specifier(move.to())
                                                        .lowest()
                                                        .orElseThrow()
                                                        .text()))
                .toList();
    }
}
