import WengertCommand

WengertCommand.runTool()
