package dev.godwit.outside;

import dev.godwit.workflow.operator.Notice;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Somebody who wants to be told.
 *
 * @param name for messages: which entry of the configuration
 * @param on what about: {@code waiting}, {@code failed}, {@code rolled_back}, {@code done}, {@code
 *     drifted}
 * @param targets about runs on which targets; empty for all
 * @param call how; resolves its secrets each time
 */
public record Receiver(String name, Set<String> on, Set<String> targets, Supplier<Call> call) {

    boolean wants(Notice notice) {
        return on.contains(word(notice))
                && (targets.isEmpty() || targets.contains(notice.target()));
    }

    private static String word(Notice notice) {
        return switch (notice.outcome()) {
            case WAITING -> "waiting";
            case DONE -> "done";
            case ROLLED_BACK -> "rolled_back";
            case DRIFTED -> "drifted";
            case RUNNING, ROLLBACK_INCOMPLETE, REJECTED, REFUSED, FAILED -> "failed";
        };
    }
}
