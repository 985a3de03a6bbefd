package dev.godwit.plan.sql;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * PostgreSQL's own parser: libpg_query 18 as WebAssembly, run by an interpreter in plain Java. One
 * instance, behind a lock; made at the first use, which takes about a second.
 *
 * <p>The imports and exports are those of npm package libpg-query 18.1.5, whose names are minified
 * and differ between builds: the file and this class belong together.
 */
final class PgQuery {

    /** Emscripten's way of leaving C code by longjmp. */
    private static final class LongJump extends RuntimeException {
        LongJump() {
            super(null, null, false, false);
        }
    }

    /** The grammar says no. */
    static final class SyntaxException extends Exception {
        private final int position;

        SyntaxException(String message, int position) {
            super(message);
            this.position = position;
        }

        /** Where, in characters from 1. */
        int position() {
            return position;
        }
    }

    private static final int PAGE = 65_536;

    /** Functions that call back into the table, by what they return (first) and take. */
    private static final Map<String, String> TRAMPOLINES =
            Map.ofEntries(
                    Map.entry("g", "i"),
                    Map.entry("b", "ii"),
                    Map.entry("a", "iii"),
                    Map.entry("d", "iiii"),
                    Map.entry("k", "iiiii"),
                    Map.entry("l", "ji"),
                    Map.entry("e", "v"),
                    Map.entry("f", "vi"),
                    Map.entry("h", "vii"),
                    Map.entry("j", "viii"),
                    Map.entry("i", "viiii"),
                    Map.entry("y", "viiiii"),
                    Map.entry("n", "viiiiiiiiiiiii"));

    private static final class Holder {
        static final PgQuery INSTANCE = new PgQuery(module());
    }

    private final Instance instance;
    private final ExportFunction malloc;
    private final ExportFunction free;
    private final ExportFunction parse;
    private final ExportFunction freeResult;

    private PgQuery(WasmModule module) {
        List<HostFunction> functions = new ArrayList<>();
        TRAMPOLINES.forEach((name, signature) -> functions.add(trampoline(name, signature)));
        for (String name : List.of("c", "x", "m", "v")) {
            functions.add(
                    host(
                            module,
                            name,
                            (in, arguments) -> {
                                throw new IllegalStateException(
                                        "the SQL parser aborted in " + name);
                            }));
        }
        functions.add(
                host(
                        module,
                        "p",
                        (in, arguments) -> {
                            throw new LongJump();
                        }));
        functions.add(host(module, "w", (in, arguments) -> null));
        functions.add(
                host(module, "q", (in, arguments) -> new long[] {grow(in, (int) arguments[0])}));
        for (String name : List.of("o", "u")) {
            functions.add(host(module, name, (in, arguments) -> new long[] {0}));
        }
        for (String name : List.of("r", "s", "t")) {
            functions.add(host(module, name, (in, arguments) -> new long[] {8})); // no such file
        }
        ImportValues.Builder imports = ImportValues.builder();
        functions.forEach(imports::addFunction);
        instance =
                Instance.builder(module).withImportValues(imports.build()).withStart(false).build();
        instance.exports().function("A").apply();
        malloc = instance.exports().function("C");
        free = instance.exports().function("E");
        parse = instance.exports().function("F");
        freeResult = instance.exports().function("G");
    }

    /**
     * Parses a script.
     *
     * @return the parse tree as JSON, with locations as byte offsets into UTF-8
     */
    static String parse(String sql) throws SyntaxException {
        synchronized (Holder.INSTANCE) {
            return Holder.INSTANCE.tree(sql);
        }
    }

    private String tree(String sql) throws SyntaxException {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        Memory memory = instance.memory();
        int query = (int) malloc.apply(text.length + 1)[0];
        memory.write(query, text);
        memory.writeByte(query + text.length, (byte) 0);
        int result = (int) parse.apply(query)[0];
        try {
            int error = memory.readInt(result + 8);
            if (error != 0) {
                throw new SyntaxException(
                        memory.readCString(memory.readInt(error)), memory.readInt(error + 16));
            }
            return memory.readCString(memory.readInt(result));
        } finally {
            free.apply(query);
            freeResult.apply(result);
        }
    }

    private static WasmModule module() {
        try (InputStream file = PgQuery.class.getResourceAsStream("libpg_query.wasm")) {
            return Parser.parse(
                    Objects.requireNonNull(file, "libpg_query.wasm is not on the class path")
                            .readAllBytes());
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "cannot read the SQL parser from the class path", failure);
        }
    }

    private static HostFunction trampoline(String name, String signature) {
        List<ValType> takes = new ArrayList<>();
        for (int i = 0; i < signature.length(); i++) {
            takes.add(ValType.I32); // the table index first
        }
        List<ValType> returns =
                switch (signature.charAt(0)) {
                    case 'v' -> List.of();
                    case 'j' -> List.of(ValType.I64);
                    default -> List.of(ValType.I32);
                };
        return new HostFunction(
                "a",
                name,
                FunctionType.of(takes, returns),
                (in, arguments) -> {
                    long stack = in.exports().function("R").apply()[0];
                    try {
                        int function = in.table(0).ref((int) arguments[0]);
                        return in.getMachine()
                                .call(function, Arrays.copyOfRange(arguments, 1, arguments.length));
                    } catch (LongJump jump) {
                        in.exports().function("Q").apply(stack);
                        in.exports().function("P").apply(1, 0);
                        return returns.isEmpty() ? null : new long[] {0};
                    }
                });
    }

    private static HostFunction host(WasmModule module, String name, WasmFunctionHandle body) {
        var imports = module.importSection();
        for (int i = 0; i < imports.importCount(); i++) {
            if (imports.getImport(i).name().equals(name)
                    && imports.getImport(i) instanceof FunctionImport function) {
                return new HostFunction(
                        "a",
                        name,
                        (FunctionType) module.typeSection().getType(function.typeIndex()),
                        body);
            }
        }
        throw new IllegalStateException(
                "libpg_query.wasm has no import "
                        + name
                        + ": it is not the build this class knows");
    }

    private static long grow(Instance in, int wantedBytes) {
        int wanted = (wantedBytes + PAGE - 1) / PAGE;
        int present = in.memory().pages();
        return wanted <= present || in.memory().grow(wanted - present) >= 0 ? 1 : 0;
    }
}
