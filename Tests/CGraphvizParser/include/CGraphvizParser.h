// Whether Graphviz reads a text as a graph.
#ifndef WENGERT_GRAPHVIZ_PARSER_H
#define WENGERT_GRAPHVIZ_PARSER_H

#include <stdbool.h>

/// Reads a text with the parser of `dot`, which is not safe for threads, and forgets the graph.
bool wgp_is_graph(const char *text);

#endif
