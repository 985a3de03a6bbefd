/** What a worker does outside of its databases, as the configuration names it. */
@NullMarked
package dev.godwit.config.outside;

import org.jspecify.annotations.NullMarked;
