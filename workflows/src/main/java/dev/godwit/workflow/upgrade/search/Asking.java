package dev.godwit.workflow.upgrade.search;

import java.util.ArrayList;
import java.util.List;

/** Asks a prober, and remembers its answers for the outlook. */
final class Asking implements Teller {

    private final Prober prober;
    private final List<Boolean> answers = new ArrayList<>();
    private List<Group> all = List.of();

    Asking(Prober prober) {
        this.prober = prober;
    }

    @Override
    public void begin(List<Group> groups) {
        all = List.copyOf(groups);
        answers.clear();
    }

    @Override
    public boolean green(List<Group> groups, Chance chance) {
        boolean green = prober.green(groups, new Outlook(all, answers));
        answers.add(green);
        return green;
    }

    @Override
    public void keep(List<Group> groups) {
        prober.keep(groups);
    }
}
