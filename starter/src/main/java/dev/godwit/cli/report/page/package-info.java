/** A report as one page of HTML: no script, no request, every foreign word escaped. */
@NullMarked
package dev.godwit.cli.report.page;

import org.jspecify.annotations.NullMarked;
