/** The workflows of upgrades: what the course asks for becomes activities. */
@NullMarked
package dev.godwit.workflow.upgrade.run;

import org.jspecify.annotations.NullMarked;
