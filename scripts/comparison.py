"""Draws the function of docs/comparison.md with micrograd 0.1.0 and CasADi 3.8.2 into the working folder.

Needs: pip install micrograd==0.1.0 casadi==3.8.2 graphviz==0.21, and the program dot for both pictures.
"""

import math

import casadi
from graphviz import Digraph
from micrograd.engine import Value


def draw_dot(root):
    """The picture of micrograd's notebook trace_graph.ipynb: a box for each value, an ellipse for each operation."""
    nodes, edges = set(), set()

    def visit(value):
        if value not in nodes:
            nodes.add(value)
            for child in value._prev:
                edges.add((child, value))
                visit(child)

    visit(root)
    dot = Digraph(format="svg", graph_attr={"rankdir": "LR"})
    for node in nodes:
        name = str(id(node))
        dot.node(name=name, label="{ data %.4f | grad %.4f }" % (node.data, node.grad), shape="record")
        if node._op:
            dot.node(name=name + node._op, label=node._op)
            dot.edge(name + node._op, name)
    for child, node in edges:
        dot.edge(str(id(child)), str(id(node)) + node._op)
    return dot


def unary(name, function, derivative):
    """An operation that micrograd has not got, added as its own relu is written."""

    def operation(operand):
        out = Value(function(operand.data), (operand,), name)

        def backward():
            operand.grad += derivative(operand.data) * out.grad

        out._backward = backward
        return out

    return operation


def draw_micrograd():
    exp, sin = unary("exp", math.exp, math.exp), unary("sin", math.sin, math.cos)
    x1, x2 = Value(1.0), Value(2.0)
    f = x1 * x2 + exp(x1 * x2) - sin(x2)
    f.backward()
    draw_dot(f).render("micrograd")
    print(x1.grad, x2.grad)


def draw_casadi():
    x1, x2 = casadi.SX.sym("x1"), casadi.SX.sym("x2")
    f = x1 * x2 + casadi.exp(x1 * x2) - casadi.sin(x2)
    function = casadi.Function("f", [x1, x2], [f], ["x1", "x2"], ["f"])
    function.export_graph("casadi.dot", {})


draw_micrograd()
draw_casadi()
