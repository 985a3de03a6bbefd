/** What the workflow of an upgrade asks for, and what it is told: no log, no diff, no file. */
@NullMarked
package dev.godwit.workflow.upgrade.activity;

import org.jspecify.annotations.NullMarked;
