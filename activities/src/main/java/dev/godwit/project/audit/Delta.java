package dev.godwit.project.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What an upgrade has done to the advisories of a project. An advisory is the same one when a
 * package of the same name falls under it, by one of its ids, whichever version is used.
 *
 * @param fixed fell away
 * @param added came
 * @param kept are there as before, as they are now
 * @param unknown what could not be found out, before or after
 * @param auditors who has looked
 * @param notAsked who has not, by choice, and why: nothing of it is unknown
 */
public record Delta(
        List<Finding> fixed,
        List<Finding> added,
        List<Finding> kept,
        List<String> unknown,
        List<String> auditors,
        List<String> notAsked) {

    public Delta {
        fixed = List.copyOf(fixed);
        added = List.copyOf(added);
        kept = List.copyOf(kept);
        unknown = List.copyOf(unknown);
        auditors = List.copyOf(auditors);
        notAsked = List.copyOf(notAsked);
    }

    /** Compares. */
    public static Delta between(Audit before, Audit after) {
        List<Finding> added = new ArrayList<>();
        List<Finding> kept = new ArrayList<>();
        for (Finding now : after.findings()) {
            (among(before.findings(), now) ? kept : added).add(now);
        }
        List<Finding> fixed =
                before.findings().stream().filter(then -> !among(after.findings(), then)).toList();
        List<String> unknown = new ArrayList<>();
        before.unknown().forEach(why -> unknown.add("before: " + why));
        after.unknown().forEach(why -> unknown.add("after: " + why));
        return new Delta(fixed, added, kept, unknown, after.auditors(), after.notAsked());
    }

    /** A look at a project of which nothing is known before: everything is new. */
    public static Delta of(Audit only) {
        return new Delta(
                List.of(),
                only.findings(),
                List.of(),
                only.unknown(),
                only.auditors(),
                only.notAsked());
    }

    private static boolean among(List<Finding> findings, Finding one) {
        return findings.stream().anyMatch(one::same);
    }
}
