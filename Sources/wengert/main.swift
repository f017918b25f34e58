import ArgumentParser
import WengertCommand

WengertCommand.main()
