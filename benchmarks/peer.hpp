// What the peers have in common: graph files, requests, the clock.
#pragma once

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

// A node: an elemental by name with its parents, or an input, or a constant.
struct Node {
  std::string elemental;
  int first = -1, second = -1;
  double constant = 0;
};

// A workload, as the benchmark writes it down.
struct Graph {
  std::vector<Node> nodes;
  std::vector<int> inputs, outputs;
  int points = 1;
  std::vector<double> point;
  std::vector<std::vector<double>> directions;

  static Graph read(const std::string &path);

  // The last node that reads each node, after which its place can be used again; outputs are kept.
  std::vector<int> lastUses() const {
    std::vector<int> last(nodes.size(), -1);
    for (int i = 0; i < (int)nodes.size(); i++)
      for (int parent : {nodes[i].first, nodes[i].second})
        if (parent >= 0) last[parent] = i;
    for (int output : outputs) last[output] = (int)nodes.size();
    return last;
  }
};

inline std::vector<double> readNumbers(std::istream &file, size_t count) {
  std::vector<double> numbers(count);
  for (double &number : numbers) file >> number;
  return numbers;
}

inline Graph Graph::read(const std::string &path) {
  std::ifstream file(path);
  Graph graph;
  int nodes = 0, outputs = 0, directions = 0;
  std::string word;
  file >> word >> nodes >> word >> outputs >> word >> graph.points >> word >> directions;
  for (int i = 0; i < nodes; i++) {
    Node node;
    file >> node.elemental;
    if (node.elemental == "input") graph.inputs.push_back(i);
    else if (node.elemental == "constant") file >> node.constant;
    else file >> node.first >> node.second;
    graph.nodes.push_back(node);
  }
  for (int i = 0; i < outputs; i++) {
    int output;
    file >> output;
    graph.outputs.push_back(output);
  }
  graph.point = readNumbers(file, graph.points * graph.inputs.size());
  for (int i = 0; i < directions; i++)
    graph.directions.push_back(readNumbers(file, graph.inputs.size()));
  if (!file) throw std::runtime_error("cannot read " + path);
  return graph;
}

// Applies an elemental to scalars of any kind.
template <class X, class Y, class Result>
bool applyBinary(const std::string &elemental, const X &x, const Y &y, Result &&result) {
  if (elemental == "add") result(x + y);
  else if (elemental == "sub") result(x - y);
  else if (elemental == "mul") result(x * y);
  else if (elemental == "div") result(x / y);
  else return false;
  return true;
}

template <class X, class Result>
bool applyUnary(const std::string &elemental, const X &x, Result &&result) {
  if (elemental == "neg") result(-x);
  else if (elemental == "exp") result(exp(x));
  else if (elemental == "log") result(log(x));
  else if (elemental == "sin") result(sin(x));
  else if (elemental == "cos") result(cos(x));
  else if (elemental == "tanh") result(tanh(x));
  else if (elemental == "sqrt") result(sqrt(x));
  else return false;
  return true;
}

// A workload made ready by a peer.
struct Prepared {
  virtual ~Prepared() = default;
  // Makes one call.
  virtual void call(const std::string &quantity) = 0;
  // What the last call computed: values, then derivatives; tangents, Jacobians and Hessians alone.
  virtual std::vector<double> numbers(const std::string &quantity) = 0;
};

inline double threadSeconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

// The smallest of many samples that are long enough for the clock, as the benchmark itself does it.
inline double nanoseconds(Prepared &workload, const std::string &quantity, double seconds) {
  auto sample = [&](long calls) {
    double start = threadSeconds();
    for (long i = 0; i < calls; i++) workload.call(quantity);
    return threadSeconds() - start;
  };
  // The first call finds cold memory, and may have to prepare something.
  workload.call(quantity);
  long calls = 1;
  double last = sample(calls);
  while (last < 1e-4) last = sample(calls *= 2);
  double best = last, spent = last;
  for (int samples = 1; samples < 3 || spent < seconds; samples++) {
    last = sample(calls);
    best = std::min(best, last);
    spent += last;
  }
  return best / calls * 1e9;
}

// Answers requests about one workload until there are no more.
template <class Prepare>
int serve(int argumentCount, char **arguments, Prepare &&prepare) {
  if (argumentCount != 2) {
    std::fprintf(stderr, "usage: %s FILE.graph, requests on standard input\n", arguments[0]);
    return 64;
  }
  const std::string workload = std::filesystem::path(arguments[1]).stem().string();
  std::unique_ptr<Prepared> prepared = prepare(Graph::read(arguments[1]));
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string verb, quantity;
    double seconds = 0;
    words >> verb >> quantity >> seconds;
    std::printf("{\"workload\": \"%s\", \"quantity\": \"%s\", ", workload.c_str(), quantity.c_str());
    if (verb == "time") {
      std::printf("\"nanoseconds\": %.17g}\n", nanoseconds(*prepared, quantity, seconds));
    } else {
      prepared->call(quantity);
      std::printf("\"numbers\": [");
      const char *separator = "";
      for (double number : prepared->numbers(quantity)) {
        std::printf("%s%.17g", separator, number);
        separator = ", ";
      }
      std::printf("]}\n");
    }
    std::fflush(stdout);
  }
  return 0;
}
