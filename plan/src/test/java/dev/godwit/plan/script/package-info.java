@NullMarked
package dev.godwit.plan.script;

import org.jspecify.annotations.NullMarked;
