@NullMarked
package dev.godwit.plan.lint;

import org.jspecify.annotations.NullMarked;
