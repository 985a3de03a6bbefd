@NullMarked
package dev.godwit.cli.checklist.rule;

import org.jspecify.annotations.NullMarked;
