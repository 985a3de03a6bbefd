@NullMarked
package dev.godwit.cli.checklist;

import org.jspecify.annotations.NullMarked;
