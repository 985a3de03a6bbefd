@NullMarked
package dev.godwit.plan.evidence;

import org.jspecify.annotations.NullMarked;
