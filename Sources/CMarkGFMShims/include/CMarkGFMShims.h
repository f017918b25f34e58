// Formulas between dollar signs, as an extension of cmark-gfm: it reads them where it reads code spans, so neither
// asterisks in a formula nor dollars in code mean anything else.
#ifndef WENGERT_CMARK_GFM_SHIMS_H
#define WENGERT_CMARK_GFM_SHIMS_H

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

/// Makes what documents are read with. To be called once, before anything else.
void wcm_prepare(void);

/// A parser with the extensions of GitHub and with formulas.
///
/// A formula is a code span of the kind WCM_FORMULA or, between two dollar signs on each side, WCM_DISPLAY. The library
/// keeps which characters are special in a global table, so no two parsers may be in use at once.
cmark_parser *wcm_parser(void);

/// Kinds of nodes that extensions make; 0 for all others.
enum wcm_kind {
  WCM_NONE, WCM_TABLE, WCM_ROW, WCM_CELL, WCM_STRIKETHROUGH, WCM_FORMULA, WCM_DISPLAY
};
enum wcm_kind wcm_kind(cmark_node *node);

/// Whether a list item is a task: 0 for none, 1 for an open one, 2 for one that is done.
int wcm_task(cmark_node *item);

#endif
