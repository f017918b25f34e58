// ADOL-C: the graph on a tape that is recorded once and swept again and again.
#include <adolc/adolc.h>

#include <optional>

#include "peer.hpp"

namespace {

const short tape = 1;

// Rows of a matrix that lies in one piece, as the drivers want it.
struct Matrix {
  std::vector<double> storage;
  std::vector<double *> rows;

  Matrix(size_t height, size_t width) : storage(height * width), rows(height) {
    for (size_t i = 0; i < height; i++) rows[i] = storage.data() + i * width;
  }
};

// A node on the tape: a constant stays a number, as it would in code by hand.
using Scalar = std::optional<adouble>;

void record(const Graph &graph, const Node &node, const std::vector<Scalar> &scalars, Scalar &result) {
  auto keep = [&](auto &&value) { result.emplace(value); };
  auto isConstant = [&](int parent) { return graph.nodes[parent].elemental == "constant"; };
  auto number = [&](int parent) { return graph.nodes[parent].constant; };
  bool isKnown;
  if (node.second < 0) isKnown = applyUnary(node.elemental, *scalars[node.first], keep);
  else if (isConstant(node.first))
    isKnown = applyBinary(node.elemental, number(node.first), *scalars[node.second], keep);
  else if (isConstant(node.second))
    isKnown = applyBinary(node.elemental, *scalars[node.first], number(node.second), keep);
  else isKnown = applyBinary(node.elemental, *scalars[node.first], *scalars[node.second], keep);
  if (!isKnown) throw std::runtime_error("unknown elemental " + node.elemental);
}

struct Tape : Prepared {
  const Graph graph;
  const int inputs, outputs;
  std::vector<double> y, ones, gradient, tangent;
  Matrix directions, tangents, jacobianRows, hessianRows;

  explicit Tape(const Graph &graph)
      : graph(graph),
        inputs(graph.points * graph.inputs.size()),
        outputs(graph.points * graph.outputs.size()),
        y(outputs), ones(outputs, 1), gradient(inputs), tangent(outputs),
        directions(inputs, graph.directions.size()),
        tangents(outputs, graph.directions.size()),
        jacobianRows(outputs > 1 && graph.points == 1 ? outputs : 0, inputs),
        hessianRows(inputs < 100 ? inputs : 0, inputs) {
    if (graph.points == 1)
      for (size_t d = 0; d < graph.directions.size(); d++)
        for (int i = 0; i < inputs; i++) directions.rows[i][d] = graph.directions[d][i];
    recordPoints();
  }

  // Buffers are so large that nothing goes to files.
  void recordPoints() {
    const unsigned size = (1 << 20) + 8 * graph.points * graph.nodes.size();
    trace_on(tape, 1, size, size, size, size);
    for (int p = 0; p < graph.points; p++) recordPoint(graph.point.data() + p * graph.inputs.size());
    trace_off();
  }

  // Frees every node after its last use, as variables of code by hand go out of scope.
  void recordPoint(const double *x) {
    const std::vector<int> last = graph.lastUses();
    std::vector<Scalar> scalars(graph.nodes.size());
    for (int input : graph.inputs) {
      scalars[input].emplace();
      *scalars[input] <<= *x++;
    }
    for (int i = 0; i < (int)graph.nodes.size(); i++) {
      const Node &node = graph.nodes[i];
      if (node.first < 0) continue;
      record(graph, node, scalars, scalars[i]);
      for (int parent : {node.first, node.second})
        if (parent >= 0 && last[parent] == i) scalars[parent].reset();
    }
    double value;
    for (int output : graph.outputs) *scalars[output] >>= value;
  }

  void call(const std::string &quantity) override {
    double *x = const_cast<double *>(graph.point.data());
    if (quantity == "value") {
      zos_forward(tape, outputs, inputs, 0, x, y.data());
    } else if (quantity == "gradient") {
      zos_forward(tape, outputs, inputs, 1, x, y.data());
      fos_reverse(tape, outputs, inputs, ones.data(), gradient.data());
    } else if (quantity == "tangent") {
      double *direction = const_cast<double *>(graph.directions[0].data());
      fos_forward(tape, outputs, inputs, 0, x, direction, y.data(), tangent.data());
    } else if (quantity == "eight-tangents") {
      const int count = graph.directions.size();
      fov_forward(
          tape, outputs, inputs, count, x, directions.rows.data(), y.data(), tangents.rows.data());
    } else if (quantity == "jacobian") {
      jacobian(tape, outputs, inputs, x, jacobianRows.rows.data());
    } else {
      hessian(tape, inputs, x, hessianRows.rows.data());
    }
  }

  std::vector<double> numbers(const std::string &quantity) override {
    std::vector<double> result;
    if (quantity == "tangent") return {y[0], tangent[0]};
    if (quantity == "eight-tangents") return tangents.storage;
    if (quantity == "jacobian") return jacobianRows.storage;
    if (quantity == "hessian") {
      for (int i = 0; i < inputs; i++)
        for (int j = 0; j < inputs; j++)
          result.push_back(hessianRows.rows[std::max(i, j)][std::min(i, j)]);
      return result;
    }
    result = y;
    if (quantity == "gradient") result.insert(result.end(), gradient.begin(), gradient.end());
    return result;
  }
};

}  // namespace

int main(int count, char **arguments) {
  return serve(count, arguments, [](const Graph &graph) { return std::make_unique<Tape>(graph); });
}
