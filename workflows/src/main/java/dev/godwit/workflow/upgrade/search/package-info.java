/** Which sets of bumps to try, and in what order, until every one of them is kept or explained. */
@NullMarked
package dev.godwit.workflow.upgrade.search;

import org.jspecify.annotations.NullMarked;
