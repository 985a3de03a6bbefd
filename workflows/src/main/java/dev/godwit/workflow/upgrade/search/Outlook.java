package dev.godwit.workflow.upgrade.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;

/**
 * What a search is about to ask and may ask after that. Found by searching on with answers that are
 * only supposed: what comes out is what the search itself would ask, so that an answer that was
 * sought ahead is either the one it needs or none it ever looks at.
 */
public final class Outlook {

    /** Less likely questions are not looked for. */
    private static final double LEAST = 0.05;

    /** Bounds the work when answers are known far ahead. */
    private static final int MOST = 64;

    private final List<Group> all;
    private final List<Boolean> answers;

    /**
     * @param all that the search decides on
     * @param answers that it has got so far
     */
    Outlook(List<Group> all, List<Boolean> answers) {
        this.all = all;
        this.answers = List.copyOf(answers);
    }

    /** A course that the search may take. @param moved what it would have kept since now */
    private record Course(
            List<Boolean> answers, SequencedSet<Group> moved, double likely, int number) {}

    private record Question(List<Group> groups, Chance chance) {}

    /**
     * The sets that may be asked about, with how likely each is, the most likely first; the one
     * that is being asked is the first. A set that would be tried on top of others that are not
     * kept yet is named with them: that is the same state.
     *
     * @param known the answer for a set on top of what is kept now, where there is one already
     */
    public SequencedMap<Set<Group>, Double> next(Function<Set<Group>, Optional<Boolean>> known) {
        SequencedMap<Set<Group>, Double> next = new LinkedHashMap<>();
        PriorityQueue<Course> open =
                new PriorityQueue<>(
                        Comparator.comparingDouble(Course::likely)
                                .reversed()
                                .thenComparingInt(Course::number));
        open.add(new Course(List.of(), new LinkedHashSet<>(), 1, 0));
        for (int number = 1; number < MOST && !open.isEmpty(); number += 2) {
            Course course = open.remove();
            Optional<Question> question = after(course.answers());
            if (question.isEmpty()) {
                continue;
            }
            SequencedSet<Group> moved = new LinkedHashSet<>(course.moved());
            moved.addAll(question.get().groups());
            next.putIfAbsent(moved, course.likely());
            double green =
                    known.apply(moved)
                            .map(answer -> answer ? 1.0 : 0.0)
                            .orElse(question.get().chance().green);
            add(open, course, false, course.moved(), 1 - green, number);
            add(open, course, true, moved, green, number + 1);
        }
        return next;
    }

    private static void add(
            PriorityQueue<Course> open,
            Course course,
            boolean answer,
            SequencedSet<Group> moved,
            double chance,
            int number) {
        double likely = course.likely() * chance;
        if (likely >= LEAST) {
            List<Boolean> answers = new ArrayList<>(course.answers());
            answers.add(answer);
            open.add(new Course(answers, moved, likely, number));
        }
    }

    /** What is asked after the answers so far and these; nothing when it is over by then. */
    private Optional<Question> after(List<Boolean> supposed) {
        List<Boolean> given = new ArrayList<>(answers);
        given.addAll(supposed);
        try {
            new Search(new Supposition(given)).settle(all);
            return Optional.empty();
        } catch (Unanswered end) {
            return Optional.of(end.question);
        }
    }

    /** Answers from a list, up to its end. */
    private static final class Supposition implements Teller {

        private final List<Boolean> given;
        private int asked;

        Supposition(List<Boolean> given) {
            this.given = given;
        }

        @Override
        public boolean green(List<Group> groups, Chance chance) {
            if (asked == given.size()) {
                throw new Unanswered(new Question(groups, chance));
            }
            return given.get(asked++);
        }
    }

    /** Ends a supposed search; nobody but its beginner sees it. */
    private static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Question question;

        Unanswered(Question question) {
            super("no answer is supposed", null, false, false);
            this.question = question;
        }
    }
}
