/** What starter and workflow say to each other about upgrades: no log, no diff, no secret. */
@NullMarked
package dev.godwit.workflow.upgrade.message;

import org.jspecify.annotations.NullMarked;
