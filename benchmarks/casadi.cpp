// CasADi: the graph as SX functions, evaluated by its virtual machine in work space that is allocated once.
#include <casadi/casadi.hpp>

#include <map>

#include "peer.hpp"

namespace {

using casadi::DM;
using casadi::Function;
using casadi::SX;
using casadi::SXElem;

// A function with its work space, and the places for its arguments and results.
struct Machine {
  Function function;
  std::vector<std::vector<double>> inputs, results;
  std::vector<const double *> arguments;
  std::vector<double *> places;
  std::vector<casadi_int> integers;
  std::vector<double> work;

  Machine(const Function &function, const std::vector<std::vector<double>> &inputs)
      : function(function), inputs(inputs), arguments(function.sz_arg()), places(function.sz_res()),
        integers(function.sz_iw()), work(function.sz_w()) {
    for (casadi_int i = 0; i < function.n_in(); i++) arguments[i] = this->inputs[i].data();
    for (casadi_int i = 0; i < function.n_out(); i++)
      results.emplace_back(function.nnz_out(i));
    for (size_t i = 0; i < results.size(); i++) places[i] = results[i].data();
  }

  void operator()() {
    function(arguments.data(), places.data(), integers.data(), work.data(), 0);
  }
};

std::vector<SXElem> outputsAt(const Graph &graph, const std::vector<SXElem> &x) {
  std::vector<SXElem> nodes;
  nodes.reserve(graph.nodes.size());
  size_t input = 0;
  for (const Node &node : graph.nodes) {
    SXElem result;
    auto keep = [&](const SXElem &value) { result = value; };
    bool isKnown = true;
    if (node.elemental == "input") result = x[input++];
    else if (node.elemental == "constant") result = node.constant;
    else if (node.second < 0) isKnown = applyUnary(node.elemental, nodes[node.first], keep);
    else isKnown = applyBinary(node.elemental, nodes[node.first], nodes[node.second], keep);
    if (!isKnown) throw std::runtime_error("unknown elemental " + node.elemental);
    nodes.push_back(result);
  }
  std::vector<SXElem> outputs;
  for (int output : graph.outputs) outputs.push_back(nodes[output]);
  return outputs;
}

struct Functions : Prepared {
  const Graph graph;
  SX x, y;
  std::map<std::string, std::unique_ptr<Machine>> machines;

  explicit Functions(const Graph &graph) : graph(graph) {
    const size_t width = graph.inputs.size();
    x = SX::sym("x", width * graph.points);
    const std::vector<SXElem> elements = x.nonzeros();
    std::vector<SXElem> outputs;
    for (int p = 0; p < graph.points; p++) {
      const auto start = elements.begin() + p * width;
      const auto more = outputsAt(graph, std::vector<SXElem>(start, start + width));
      outputs.insert(outputs.end(), more.begin(), more.end());
    }
    y = SX(casadi::Sparsity::dense(outputs.size()), outputs);
  }

  // Directions are an argument: as constants they would be folded into the function.
  static size_t directionCount(const std::string &quantity) {
    return quantity == "tangent" ? 1 : quantity == "eight-tangents" ? 8 : 0;
  }

  std::unique_ptr<Machine> prepared(const std::string &quantity) const {
    const size_t count = directionCount(quantity);
    std::vector<double> numbers;
    for (size_t i = 0; i < count; i++)
      numbers.insert(numbers.end(), graph.directions[i].begin(), graph.directions[i].end());
    const SX directions = SX::sym("d", graph.inputs.size(), count);
    const Function function("f", {x, directions}, results(quantity, directions));
    return std::make_unique<Machine>(
        function, std::vector<std::vector<double>>{graph.point, numbers});
  }

  std::vector<SX> results(const std::string &quantity, const SX &directions) const {
    if (quantity == "value") return {y};
    if (quantity == "gradient") return {y, gradient(sum1(y), x)};
    if (quantity == "tangent") return {y, jtimes(y, x, directions)};
    if (quantity == "eight-tangents") return {jtimes(y, x, directions)};
    // Row by row, which for a machine that writes columns is the transposed matrix.
    if (quantity == "jacobian") return {densify(jacobian(y, x).T())};
    return {densify(hessian(y, x))};
  }

  Machine &machine(const std::string &quantity) {
    auto &machine = machines[quantity];
    if (!machine) machine = prepared(quantity);
    return *machine;
  }

  std::string last;
  Machine *current = nullptr;

  void call(const std::string &quantity) override {
    if (quantity != last || !current) {
      current = &machine(quantity);
      last = quantity;
    }
    (*current)();
  }

  std::vector<double> numbers(const std::string &quantity) override {
    std::vector<double> result;
    for (const auto &part : machine(quantity).results)
      result.insert(result.end(), part.begin(), part.end());
    return result;
  }
};

}  // namespace

int main(int count, char **arguments) {
  return serve(count, arguments, [](const Graph &graph) { return std::make_unique<Functions>(graph); });
}
