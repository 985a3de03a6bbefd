package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.upgrade.FindProjectsWorkflow;
import dev.godwit.workflow.upgrade.message.FindProjectsInput;
import dev.godwit.workflow.upgrade.message.FoundProjects;

/** Asks on the repository's queue. */
public final class FindProjects implements FindProjectsWorkflow {

    @Override
    public FoundProjects find(FindProjectsInput input) {
        return Calls.on(input.place().queue(), "look for projects").findProjects(input);
    }
}
