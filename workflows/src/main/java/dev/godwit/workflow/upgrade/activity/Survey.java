package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.message.Fate;
import java.util.List;

/**
 * What could move.
 *
 * @param skipped what is declared and not offered, with the reason
 */
public record Survey(List<Ladder> ladders, List<Fate> skipped) {

    public Survey {
        ladders = List.copyOf(ladders);
        skipped = List.copyOf(skipped);
    }
}
