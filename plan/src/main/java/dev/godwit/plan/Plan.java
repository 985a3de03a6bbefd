package dev.godwit.plan;

import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.OnFailure;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.spec.VerifySpec;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.plan.sql.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A migration as its file says it: correct as text, not yet held against a database.
 *
 * @param gates by {@code before_backfill}, {@code before_constrain}, {@code before_contract} and
 *     {@code before_rollback}; only those that the file names
 * @param onFailure null is the default rule
 * @param ddlPatience how long a statement keeps trying for its lock
 * @param snapshotHook its name in the worker's configuration; null unless the mode is HOOK
 * @param wantsVersionSchema whether a schema of its own is asked for, which pgroll makes for it
 */
public record Plan(
        String name,
        List<Operation> operations,
        Map<String, GateSpec> gates,
        BackfillSpec backfill,
        ThrottleSpec throttle,
        List<VerifySpec> verify,
        Duration hold,
        SnapshotMode snapshot,
        @Nullable OnFailure onFailure,
        Duration ddlPatience,
        @Nullable String snapshotHook,
        boolean wantsVersionSchema) {

    public Plan {
        operations = List.copyOf(operations);
        gates = Map.copyOf(gates);
        verify = List.copyOf(verify);
    }

    /** SHA-256 of a plan's text, hex: tells one text from another under the same name. */
    public static String hash(String text) {
        return sha256(text);
    }

    /** The same plan with rows filled in another way. */
    public Plan with(BackfillSpec other) {
        return new Plan(
                name,
                operations,
                gates,
                other,
                throttle,
                verify,
                hold,
                snapshot,
                onFailure,
                ddlPatience,
                snapshotHook,
                wantsVersionSchema);
    }

    /** The tables that the live schema must be read for. */
    public List<QualifiedName> tables() {
        return operations.stream()
                .flatMap(
                        operation ->
                                Stream.concat(
                                        operation.tables().stream(), operation.reads().stream()))
                .distinct()
                .toList();
    }

    /** The indexes that the live schema must be read for. */
    public List<QualifiedName> indexes() {
        return operations.stream()
                .flatMap(operation -> operation.indexes().stream())
                .distinct()
                .toList();
    }

    /** What else the live schema must be read for. */
    public Wanted wanted() {
        return operations.stream().map(Operation::wanted).reduce(Wanted.NONE, Wanted::and);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
