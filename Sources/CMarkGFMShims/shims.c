#include "CMarkGFMShims.h"

#include <stdlib.h>
#include <string.h>

static cmark_syntax_extension *formulas;
static cmark_syntax_extension *extensions[4];

// What marks a code span as a formula: nodes of other types cannot stand in the cells of tables.
static char inline_, display;

static int is_blank(unsigned char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static int is_word(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

// The formula's text as a string; it ends before `end`.
static char *text(cmark_mem *memory, cmark_inline_parser *parser, int start, int end) {
  char *result = memory->calloc((size_t)(end - start) + 1, 1);
  for (int i = start; i < end; i++) result[i - start] = (char)cmark_inline_parser_peek_at(parser, i);
  return result;
}

// A dollar sign opens a formula if no letter, digit or backslash stands before it and no blank after it; the next one
// closes it if no blank stands before it and no letter or digit after it. So $5 and US$ stay text.
static cmark_node *match(cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
                         unsigned char character, cmark_inline_parser *inlines) {
  (void)self, (void)parser, (void)parent;
  if (character != '$') return NULL;
  int open = cmark_inline_parser_get_offset(inlines);
  int width = cmark_inline_parser_peek_at(inlines, open + 1) == '$' ? 2 : 1;
  int start = open + width;
  unsigned char before = open > 0 ? cmark_inline_parser_peek_at(inlines, open - 1) : 0;
  if (is_word(before) || before == '$') return NULL;
  if (width == 1 && is_blank(cmark_inline_parser_peek_at(inlines, start))) return NULL;
  int end = start;
  unsigned char c;
  while ((c = cmark_inline_parser_peek_at(inlines, end)) != 0 && c != '$') end++;
  if (c == 0 || end == start) return NULL;
  unsigned char after = cmark_inline_parser_peek_at(inlines, end + 1);
  if (width == 2 && after != '$') return NULL;
  if (width == 1 && (is_blank(cmark_inline_parser_peek_at(inlines, end - 1)) || is_word(after) || after == '$'))
    return NULL;
  cmark_mem *memory = cmark_get_default_mem_allocator();
  cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_CODE, memory);
  char *literal = text(memory, inlines, start, end);
  cmark_node_set_literal(node, literal);
  memory->free(literal);
  cmark_node_set_user_data(node, width == 2 ? &display : &inline_);
  cmark_inline_parser_set_offset(inlines, end + width);
  return node;
}

void wcm_prepare(void) {
  cmark_gfm_core_extensions_ensure_registered();
  const char *names[] = {"table", "strikethrough", "autolink", "tasklist"};
  for (int i = 0; i < 4; i++) extensions[i] = cmark_find_syntax_extension(names[i]);
  formulas = cmark_syntax_extension_new("wengert-formula");
  cmark_syntax_extension_set_match_inline_func(formulas, match);
  cmark_syntax_extension_set_special_inline_chars(
      formulas, cmark_llist_append(cmark_get_default_mem_allocator(), NULL, (void *)'$'));
}

cmark_parser *wcm_parser(void) {
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
  for (int i = 0; i < 4; i++)
    if (extensions[i]) cmark_parser_attach_syntax_extension(parser, extensions[i]);
  cmark_parser_attach_syntax_extension(parser, formulas);
  return parser;
}

enum wcm_kind wcm_kind(cmark_node *node) {
  const void *mark = cmark_node_get_user_data(node);
  if (mark == &inline_) return WCM_FORMULA;
  if (mark == &display) return WCM_DISPLAY;
  const char *name = cmark_node_get_type_string(node);
  if (!strcmp(name, "table")) return WCM_TABLE;
  if (!strcmp(name, "table_row") || !strcmp(name, "table_header")) return WCM_ROW;
  if (!strcmp(name, "table_cell")) return WCM_CELL;
  if (!strcmp(name, "strikethrough")) return WCM_STRIKETHROUGH;
  return WCM_NONE;
}

int wcm_task(cmark_node *item) {
  if (strcmp(cmark_node_get_type_string(item), "tasklist")) return 0;
  return cmark_gfm_extensions_get_tasklist_item_checked(item) ? 2 : 1;
}
