package dev.godwit.workflow.upgrade.search;

import java.util.List;

/**
 * What became of a set of groups.
 *
 * @param kept sets in the order they were kept; the groups of one set were tested together
 * @param coupled those of them, with more than one group, of which none could be kept alone
 * @param held groups that are red on top of everything that was kept
 */
public record Settlement(List<List<Group>> kept, List<List<Group>> coupled, List<Group> held) {

    public Settlement {
        kept = kept.stream().map(List::copyOf).toList();
        coupled = coupled.stream().map(List::copyOf).toList();
        held = List.copyOf(held);
    }
}
