#include "CGraphvizParser.h"

#include <cgraph.h>
#include <stddef.h>

bool wgp_is_graph(const char *text) {
  // Messages would go to standard error.
  agseterr(AGMAX);
  agreseterrors();
  Agraph_t *graph = agmemread(text);
  if (graph) agclose(graph);
  return graph && agerrors() == 0;
}
